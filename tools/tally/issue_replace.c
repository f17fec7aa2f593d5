// SPDX-License-Identifier: AGPL-3.0-or-later
/* issue replace: another token for a member, drawn by the issuer; the officer unseals
 * the number it takes the place of and signs, and then it goes out. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/fault.h"
#include "core/register.h"
#include "seal/allotment.h"
#include "seal/credential.h"
#include "seal/hash.h"
#include "wire/codec.h"
#include "wire/writer.h"

#include "book.h"
#include "commands.h"
#include "issuing.h"
#include "signatures.h"

enum {
    BOOK_MAX = 1 << 30,
    REQUEST_MAX = 4096,
};

struct wish {
    struct issuing_wish office;
    const char *member;
    const char *kept_in;
    const char *request;
    const char *answer;
};

/* One run. */
struct redraw {
    const struct wish *wish;
    struct issuing office;
    size_t voter;
    struct span sealed; /* the reference in hexadecimal, borrowed from the book */
    struct buf book;
    struct allotment *drawn; /* one token */
    struct sign_key credential;
};

static void redraw_deinit(struct redraw *redraw)
{
    allotment_free(redraw->drawn);
    buf_deinit(&redraw->book);
    issuing_deinit(&redraw->office);
}

static int find_voter(struct redraw *redraw)
{
    const struct issuing *office = &redraw->office;

    for (redraw->voter = 0; redraw->voter < office->count; redraw->voter++) {
        if (strcmp(office->voters[redraw->voter].number, redraw->wish->member) == 0) {
            return 0;
        }
    }
    return command_fail(COMMAND_REFUSED,
                        "member %s is not on the list of voters",
                        redraw->wish->member);
}

static int find_reference(struct redraw *redraw)
{
    bool is_omitted =
        strcmp(redraw->wish->kept_in, register_name(REGISTER_OMITTED)) == 0;
    int r = command_load(redraw->office.book, &redraw->book);

    if (r != 0) {
        return r;
    }
    redraw->sealed =
        book_find(buf_span(&redraw->book), span_of_text(redraw->wish->member));
    if ((redraw->sealed.size == 0) == is_omitted) {
        return 0;
    }
    return command_fail(COMMAND_REFUSED,
                        is_omitted
                            ? "member %s was given a voting code: omitted is for "
                              "who was left off the roll"
                            : "member %s was given no voting code",
                        redraw->wish->member);
}

static int draw(struct redraw *redraw)
{
    int r = FOLD(allotment_new(1, &redraw->drawn));

    if (r == 0) {
        credential_key(allotment_token(redraw->drawn, 0),
                       &redraw->office.election.eid,
                       &redraw->credential);
    }
    return r;
}

static int write_request(const struct redraw *redraw)
{
    CLEANUP(buf_deinit) struct buf text;
    struct writer writer;

    buf_init(&text, REQUEST_MAX);
    writer_begin(&writer, &text);
    writer_text(&writer, "document", "request");
    writer_text(&writer, "member", redraw->wish->member);
    writer_text(&writer, "register", redraw->wish->kept_in);
    writer_bytes(&writer, "credential", SPAN(redraw->credential));
    writer_span(&writer, "sealed", redraw->sealed);
    writer_end(&writer);
    if (buf_status(&text) != 0) {
        return FOLD(buf_status(&text));
    }
    return command_save_public(redraw->wish->request, buf_span(&text));
}

/* The officer's tool writes the signatures last. */
static int wait_for_answer(const struct redraw *redraw)
{
    char path[FILE_PATH_SIZE];
    uint64_t size = 0;
    int r;

    if (snprintf(path, sizeof(path), "%s.sig", redraw->wish->answer)
        >= (int)sizeof(path)) {
        return command_fail(COMMAND_REFUSED, "too long a name");
    }
    if (file_size(path, &size) == 0) {
        return command_fail(COMMAND_REFUSED, "%s: is there already", path);
    }
    command_say(
        "give %s to the officer: tally replace %s --request FILE --answer FILE; "
        "waiting for the answer, %s, and %s",
        redraw->wish->request,
        remote_url(redraw->office.remote),
        redraw->wish->answer,
        path);
    while ((r = file_size(path, &size)) == FILE_ABSENT) {
        issuing_rest();
    }
    return r <= 0 ? r : command_fail(COMMAND_REFUSED, "%s: cannot be read", path);
}

static bool is_signed(const struct redraw *redraw, const struct signatures *answer)
{
    const struct definition *definition = issuing_definition(&redraw->office);
    const struct officer *officer =
        answer->count == 1 ? definition_officer(definition, &answer->signers[0].key)
                           : NULL;

    return officer != NULL && (officer->may & GRANT_REPLACE) != 0;
}

/* The number the officer's signature gives to this token. */
static int read_answer(const struct redraw *redraw, uint32_t *number)
{
    CLEANUP(document_freep) struct document *document = NULL;
    CLEANUP(buf_deinit) struct buf text;
    struct signatures answer = {.type = ENTRY_REPLACE,
                                .eid = redraw->office.election.eid};
    const struct replacement *made;
    int r;

    buf_init(&text, CODEC_SIZE_MAX);
    r = command_load(redraw->wish->answer, &text);
    if (r != 0) {
        return r;
    }
    answer.document = buf_span(&text);
    r = signatures_load(redraw->wish->answer, &answer);
    if (r == 0) {
        r = codec_parse(answer.document, ENTRY_REPLACE, NULL, &document);
        r = r > 0 ? command_fail(COMMAND_REFUSED, "the answer is no replacement") : r;
    }
    if (r != 0) {
        return r;
    }
    made = &document->of.replacement;
    if (!is_signed(redraw, &answer)
        || memcmp(&made->credential, &redraw->credential, sizeof(made->credential)) != 0
        || made->cid != redraw->office.voters[redraw->voter].cid) {
        return command_fail(COMMAND_REFUSED,
                            "the answer is not this replacement, signed by an officer "
                            "who may");
    }
    *number = made->number;
    return 0;
}

static int keep_reference(const struct redraw *redraw, uint32_t number)
{
    const struct sealed_reference reference = {
        .eid = redraw->office.election.eid,
        .cid = redraw->office.voters[redraw->voter].cid,
        .number = number,
        .member = span_of_text(redraw->wish->member),
    };
    CLEANUP(buf_deinit) struct buf book;
    int r;

    buf_init(&book, BOOK_MAX);
    book_copy_without(buf_span(&redraw->book), reference.member, &book);
    r = book_add(
        &issuing_definition(&redraw->office)->officers[0].seal, &reference, &book);
    if (r == 0) {
        r = file_replace(redraw->office.book, buf_span(&book), S_IRUSR | S_IWUSR);
        r = r > 0 ? command_fail(
                COMMAND_REFUSED, "%s: cannot be written", redraw->office.book)
                  : r;
    }
    return r;
}

static int hand(struct redraw *redraw, uint32_t number)
{
    struct ticket ticket = {*allotment_token(redraw->drawn, 0),
                            redraw->office.voters[redraw->voter].cid,
                            number};
    int r = issuing_hand(&redraw->office, redraw->voter, &ticket, ISSUING_REPLACEMENT);

    token_wipe(&ticket.token);
    return r == 0 ? issuing_finish(&redraw->office) : r;
}

static int prepare(struct redraw *redraw)
{
    int r = issuing_open(&redraw->wish->office, &redraw->office);

    if (r == 0) {
        r = find_voter(redraw);
    }
    if (r == 0) {
        r = find_reference(redraw);
    }
    if (r == 0) {
        r = draw(redraw);
    }
    return r == 0 ? write_request(redraw) : r;
}

static int replace(const struct wish *wish)
{
    CLEANUP(redraw_deinit) struct redraw redraw = {.wish = wish};
    uint32_t number = 0;
    int r;

    buf_init(&redraw.book, BOOK_MAX);
    r = prepare(&redraw);
    if (r == 0) {
        r = wait_for_answer(&redraw);
    }
    if (r == 0) {
        r = read_answer(&redraw, &number);
    }
    if (r == 0) {
        r = keep_reference(&redraw, number);
    }
    return r == 0 ? hand(&redraw, number) : r;
}

static int run(int argc, char **argv)
{
    struct wish wish = {.office = {.key = "", .voters = "", .out = ""},
                        .member = "",
                        .kept_in = "",
                        .request = "",
                        .answer = ""};
    const struct option_value options[] = {
        REQUIRED_TEXT("member", &wish.member),
        REQUIRED_TEXT("register", &wish.kept_in),
        REQUIRED_TEXT("request", &wish.request),
        REQUIRED_TEXT("answer", &wish.answer),
        ISSUING_OPTIONS(&wish.office),
    };
    int r = command_read_one(OPTIONS(options), argc, argv, &wish.office.url);

    if (r != 0) {
        return r;
    }
    return replace(&wish);
}

const struct command tally_issue_replace = {
    .name = "issue replace",
    .arguments = "URL --member NUMBER --register NAME --request FILE --answer "
                 "FILE " ISSUING_ARGUMENTS,
    .summary =
        "as the issuer: draw another voting code for a member; the officer signs",
    .run = run,
};
