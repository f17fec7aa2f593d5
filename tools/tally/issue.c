// SPDX-License-Identifier: AGPL-3.0-or-later
/* issue: tokens and numbers drawn off the server, the roll signed by the issuer; once
 * the officer has signed it too, the tokens go out. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "record/ledger_view.h"
#include "record/object.h"
#include "seal/allotment.h"
#include "seal/hash.h"
#include "wire/codec.h"

#include "book.h"
#include "commands.h"
#include "deliver.h"
#include "issuing.h"

enum {
    BOOK_MAX = 1 << 30,
    FAILURES_MAX = 60, /* in a row */
};

/* One run. Places of an allotment are the voters of its constituency in their order. */
struct issue {
    struct issuing office;
    struct allotment *allotments[CONSTITUENCIES_MAX];
    struct document *document;
    struct buf text;
};

static void issue_deinit(struct issue *issue)
{
    size_t i;

    for (i = 0; i < CONSTITUENCIES_MAX; i++) {
        allotment_free(issue->allotments[i]);
    }
    document_free(issue->document);
    buf_deinit(&issue->text);
    issuing_deinit(&issue->office);
}

static int check_time(const struct issue *issue)
{
    const struct ledger *ledger = copy_ledger(issue->office.copy);

    if (ledger_statement(ledger) == NULL) {
        return command_fail(COMMAND_REFUSED,
                            "the statement of candidates is not in the record yet");
    }
    return ledger_roll(ledger) == NULL && copy_is_whole(issue->office.copy)
               ? 0
               : command_fail(COMMAND_REFUSED,
                              "the roll is in the record: what is missing has to be "
                              "replaced");
}

static bool is_contested(const struct issue *issue, uint16_t cid)
{
    const struct statement *statement =
        ledger_statement(copy_ledger(issue->office.copy));

    return cid <= statement->count
           && statement->lists[cid - 1].outcome == OUTCOME_CONTESTED;
}

static int draw(struct issue *issue)
{
    size_t counts[CONSTITUENCIES_MAX] = {0};
    uint16_t cid;
    size_t i;
    int r = 0;

    for (i = 0; i < issue->office.count; i++) {
        const struct listed_voter *voter = &issue->office.voters[i];

        if (!is_contested(issue, voter->cid)) {
            return command_fail(COMMAND_REFUSED,
                                "member %s: there is no poll in constituency %u",
                                voter->number,
                                voter->cid);
        }
        counts[voter->cid - 1]++;
    }
    for (cid = 1; r == 0 && cid <= CONSTITUENCIES_MAX; cid++) {
        if (is_contested(issue, cid)) {
            r = FOLD(allotment_new(counts[cid - 1], &issue->allotments[cid - 1]));
        }
    }
    return r;
}

/* Each voter with their place, in the order of the list. */
typedef int (*voter_visit)(struct issue *issue,
                           size_t voter,
                           const struct ticket *ticket,
                           void *context);

static int each(struct issue *issue, voter_visit visit, void *context)
{
    size_t places[CONSTITUENCIES_MAX] = {0};
    struct ticket ticket;
    size_t i;
    int r = 0;

    for (i = 0; r == 0 && i < issue->office.count; i++) {
        uint16_t cid = issue->office.voters[i].cid;
        size_t place = places[cid - 1]++;

        ticket = (struct ticket){*allotment_token(issue->allotments[cid - 1], place),
                                 cid,
                                 allotment_number(issue->allotments[cid - 1], place)};
        r = visit(issue, i, &ticket, context);
    }
    token_wipe(&ticket.token);
    return r;
}

static int add_reference(struct issue *issue,
                         size_t voter,
                         const struct ticket *ticket,
                         void *book)
{
    const struct sealed_reference reference = {
        .eid = issue->office.election.eid,
        .cid = ticket->cid,
        .number = ticket->number,
        .member = span_of_text(issue->office.voters[voter].number),
    };

    return book_add(
        &issuing_definition(&issue->office)->officers[0].seal, &reference, book);
}

/* Before anything is signed: a number whose reference is lost cannot be replaced. */
static int write_book(struct issue *issue)
{
    CLEANUP(buf_deinit) struct buf book;
    int r;

    buf_init(&book, BOOK_MAX);
    r = each(issue, add_reference, &book);
    return r == 0 ? command_save_private(issue->office.book, buf_span(&book)) : r;
}

static int write_object(struct issue *issue, uint16_t cid, struct electorate *list)
{
    const struct allotment *allotment = issue->allotments[cid - 1];
    CLEANUP(buf_deinit) struct buf object;
    char folder[FILE_PATH_SIZE];
    int r;

    buf_init(&object, ALLOTMENT_HEAD + allotment_count(allotment) * SIGN_KEY_SIZE);
    r = FOLD(allotment_write(allotment, &issue->office.election.eid, cid, &object));
    if (r != 0) {
        return r;
    }
    list->cid = cid;
    list->electors = (uint32_t)allotment_count(allotment);
    hash_sha256(buf_span(&object), &list->object.digest);
    list->object.size = object.size;
    r = file_join(issue->office.record, "objects", folder);
    if (r == 0) {
        r = file_make_folder(folder);
    }
    if (r == 0) {
        r = object_put(folder, &list->object, buf_span(&object));
    }
    return r <= 0 ? r
                  : command_fail(COMMAND_REFUSED, "%s: cannot be written to", folder);
}

static int write_document(struct issue *issue)
{
    struct roll_document *roll;
    uint16_t cid;
    int r = 0;

    issue->document = document_new(ENTRY_ROLL, 0);
    if (issue->document == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    r = copy_base(issue->office.copy, &issue->document->base);
    roll = &issue->document->of.roll;
    for (cid = 1; r == 0 && cid <= CONSTITUENCIES_MAX; cid++) {
        if (issue->allotments[cid - 1] != NULL) {
            r = write_object(issue, cid, &roll->lists[roll->count++]);
        }
    }
    return r == 0 ? FOLD(codec_write(issue->document, &issue->text)) : r;
}

/* The server keeps it until the officer has signed it too. */
static int lay_before_officer(struct issue *issue)
{
    const struct deliver_objects objects = {NULL, issue->office.record};
    struct signatures document = {.type = ENTRY_ROLL,
                                  .eid = issue->office.election.eid,
                                  .document = buf_span(&issue->text)};

    signatures_add(&document, issue->office.key);
    return deliver(issue->office.remote, &document, &objects);
}

static bool is_ours(const struct issue *issue, const struct roll_document *roll)
{
    const struct roll_document *ours = &issue->document->of.roll;
    size_t i;

    for (i = 0; i < ours->count && i < roll->count; i++) {
        if (memcmp(&ours->lists[i].object.digest,
                   &roll->lists[i].object.digest,
                   sizeof(struct digest))
            != 0) {
            return false;
        }
    }
    return ours->count == roll->count;
}

/* The roll in the record; an entry that cannot be looked at is one with another's
 * objects. */
static int find_roll(const struct issue *issue, const struct roll_document **out)
{
    *out = ledger_roll(copy_ledger(issue->office.copy));
    if (*out == NULL ? copy_is_whole(issue->office.copy) : is_ours(issue, *out)) {
        return 0;
    }
    return command_fail(COMMAND_REFUSED,
                        "the roll in the record is another one: nothing was issued");
}

/* A network that fails for a while is no reason to draw again; what a record must
 * never do is. */
static int look(struct issue *issue, unsigned *failures)
{
    int r = issuing_look(&issue->office);

    *failures = r > 0 ? *failures + 1 : 0;
    return r > 0 && *failures < FAILURES_MAX ? 0 : r;
}

/* Tokens stay here, in memory, until both signatures stand in the record. */
static int wait_for_officer(struct issue *issue)
{
    const struct roll_document *roll = NULL;
    unsigned failures = 0;
    int r = 0;

    command_say("waiting for the officer: tally sign %s. Whoever ends this command "
                "now draws again",
                remote_url(issue->office.remote));
    while (r == 0 && roll == NULL) {
        issuing_rest();
        r = look(issue, &failures);
        if (r == 0 && issue->office.copy != NULL) {
            r = find_roll(issue, &roll);
        }
    }
    return r;
}

static int
hand_one(struct issue *issue, size_t voter, const struct ticket *ticket, void *context)
{
    (void)context;
    return issuing_hand(&issue->office, voter, ticket, ISSUING_FIRST);
}

static int issue(const struct issuing_wish *wish)
{
    CLEANUP(issue_deinit) struct issue issue = {.document = NULL};
    int r;

    buf_init(&issue.text, CODEC_SIZE_MAX);
    r = issuing_open(wish, &issue.office);
    if (r == 0) {
        r = check_time(&issue);
    }
    if (r == 0) {
        r = draw(&issue);
    }
    if (r == 0) {
        r = write_document(&issue);
    }
    if (r == 0) {
        r = write_book(&issue);
    }
    if (r == 0) {
        r = lay_before_officer(&issue);
    }
    if (r == 0) {
        r = wait_for_officer(&issue);
    }
    if (r == 0) {
        r = each(&issue, hand_one, NULL);
    }
    return r == 0 ? issuing_finish(&issue.office) : r;
}

static int run(int argc, char **argv)
{
    struct issuing_wish wish = {.key = "", .voters = "", .out = ""};
    const struct option_value options[] = {ISSUING_OPTIONS(&wish)};
    int r = command_read_one(OPTIONS(options), argc, argv, &wish.url);

    if (r != 0) {
        return r;
    }
    return issue(&wish);
}

const struct command tally_issue = {
    .name = "issue",
    .arguments = "URL " ISSUING_ARGUMENTS,
    .summary = "as the issuer: draw voting codes, have the roll signed, send them out",
    .run = run,
};
