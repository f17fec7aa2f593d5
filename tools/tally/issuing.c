// SPDX-License-Identifier: AGPL-3.0-or-later
#include "issuing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/fault.h"
#include "post/ticketing.h"
#include "record/ledger_view.h"
#include "seal/allotment.h"
#include "seal/sealbox.h"

#include "command.h"
#include "passphrase.h"

enum {
    LIST_MAX = 512 * 1024 * 1024,
    FIRST_ROOM = 256,
    REST_SECONDS = 1,
    WORDS_MAX = 64 << 20,
};

/* What became of a voter's token. */
enum news {
    NEWS_NONE,
    NEWS_PRINTED,
    NEWS_AWAITED,
    NEWS_SENT,
    NEWS_FAILED,
};

void issuing_deinit(struct issuing *issuing)
{
    copy_free(issuing->copy);
    remote_election_deinit(&issuing->election);
    remote_free(issuing->remote);
    keyfile_free(issuing->key);
    dispatch_free(issuing->dispatch);
    clock_free(issuing->clock);
    courier_free(issuing->courier);
    free(issuing->voters);
    free(issuing->news);
}

const struct definition *issuing_definition(const struct issuing *issuing)
{
    return issuing->election.definition->of.definition;
}

void issuing_rest(void)
{
    const struct timespec pause = {.tv_sec = REST_SECONDS};

    (void)nanosleep(&pause, NULL);
}

static int start_mail(const struct mailbag *mail, struct issuing *issuing)
{
    int r;

    if (mail->server == NULL && mail->folder == NULL) {
        return 0;
    }
    if ((mail->server != NULL && mail->folder != NULL) || mail->from == NULL
        || (mail->user != NULL) != (mail->password_file != NULL)) {
        return command_fail(COMMAND_USAGE,
                            "mail takes --mail-from and either --mail-server or "
                            "--mail-folder; a user and a password file go together");
    }
    r = mailbag_start(mail, &issuing->courier);
    if (r == MAILBAG_PASSWORD) {
        return command_fail(COMMAND_REFUSED, "%s: cannot be read", mail->password_file);
    }
    return r <= 0 ? r
                  : command_fail(COMMAND_REFUSED, "%s: is not a folder", mail->folder);
}

static int make_folders(const struct issuing_wish *wish, struct issuing *issuing)
{
    int r = file_join(wish->out, "letters", issuing->letters);

    if (r == 0) {
        r = file_join(wish->out, "record", issuing->record);
    }
    if (r == 0) {
        r = file_join(wish->out, "references", issuing->book);
    }
    if (r == 0) {
        r = file_make_folder(issuing->letters);
    }
    return r <= 0
               ? r
               : command_fail(COMMAND_REFUSED, "%s: cannot be made there", wish->out);
}

static int keep_voter(void *context, const struct listed_voter *voter)
{
    struct issuing *issuing = context;

    if (issuing->count == ALLOTMENT_MAX) {
        return FAULT(FAULT_MEMORY);
    }
    if (issuing->count == issuing->room) {
        size_t room = issuing->room == 0 ? FIRST_ROOM : 2 * issuing->room;
        struct listed_voter *voters =
            realloc(issuing->voters, room * sizeof(*issuing->voters));

        if (voters == NULL) {
            return FAULT(FAULT_MEMORY);
        }
        issuing->voters = voters;
        issuing->room = room;
    }
    issuing->voters[issuing->count++] = *voter;
    return 0;
}

/* As the server exported it, sealed; or a list of one's own in the same columns. */
static int read_voters(const char *path, struct issuing *issuing)
{
    CLEANUP(buf_deinit) struct buf file;
    CLEANUP(buf_deinit) struct buf plain;
    struct voters_complaint why;
    int r;

    buf_init(&file, LIST_MAX);
    buf_init(&plain, LIST_MAX);
    r = command_load(path, &file);
    if (r != 0) {
        return r;
    }
    r = keyfile_unseal(issuing->key, buf_span(&file), &plain);
    if (r < 0) {
        return r;
    }
    r = voters_read(
        r == 0 ? buf_span(&plain) : buf_span(&file), keep_voter, issuing, &why);
    return r <= 0
               ? r
               : command_fail(COMMAND_REFUSED,
                              "%s: neither sealed to this key nor a list of voters: %s",
                              path,
                              why.text);
}

static int by_number(const void *a, const void *b)
{
    const struct listed_voter *left = a;
    const struct listed_voter *right = b;

    return strcmp(left->number, right->number);
}

static int check_voters(struct issuing *issuing)
{
    size_t i;

    issuing->news = calloc(issuing->count + 1, 1);
    if (issuing->news == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    qsort(issuing->voters, issuing->count, sizeof(issuing->voters[0]), by_number);
    for (i = 1; i < issuing->count; i++) {
        if (by_number(&issuing->voters[i - 1], &issuing->voters[i]) == 0) {
            return command_fail(COMMAND_REFUSED,
                                "member %s is listed twice",
                                issuing->voters[i].number);
        }
    }
    return 0;
}

int issuing_look(struct issuing *issuing)
{
    copy_free(issuing->copy);
    issuing->copy = NULL;
    return copy_open(remote_url(issuing->remote),
                     issuing->record,
                     &issuing->election.eid,
                     &issuing->copy);
}

static int check_issuer(const struct issuing_wish *wish, const struct issuing *issuing)
{
    const struct definition *definition = issuing_definition(issuing);

    if (!definition->has_issuer
        || memcmp(&definition->issuer,
                  &keyfile_person(issuing->key)->sign,
                  sizeof(definition->issuer))
               != 0) {
        return command_fail(COMMAND_REFUSED,
                            "the definition names %s",
                            definition->has_issuer ? "another issuer" : "no issuer");
    }
    if (wish->mail.folder != NULL && !definition->practice) {
        return command_fail(COMMAND_REFUSED,
                            "mail goes to a folder in a practice election only");
    }
    return 0;
}

static int make_dispatch(const struct issuing_wish *wish, struct issuing *issuing)
{
    const struct dispatch_options options = {
        .courier = issuing->courier,
        .clock = issuing->clock,
        .from = wish->mail.from,
        .site = remote_url(issuing->remote),
        .letters = issuing->letters,
        .printer = &keyfile_person(issuing->key)->seal,
    };

    return FOLD(dispatch_new(&options, &issuing->dispatch));
}

static int open_election(const struct issuing_wish *wish, struct issuing *issuing)
{
    int r = remote_open(wish->url, &issuing->remote);

    if (r == 0) {
        r = remote_find_election(issuing->remote, &issuing->election);
    }
    if (r == 0) {
        r = check_issuer(wish, issuing);
    }
    if (r == 0) {
        r = make_dispatch(wish, issuing);
    }
    return r == 0 ? issuing_look(issuing) : r;
}

int issuing_open(const struct issuing_wish *wish, struct issuing *out)
{
    int r;

    *out = (struct issuing){.courier = NULL};
    r = start_mail(&wish->mail, out);
    if (r == 0) {
        r = FOLD(clock_new_system(&out->clock));
    }
    if (r == 0) {
        r = make_folders(wish, out);
    }
    if (r == 0) {
        r = passphrase_open_key(
            wish->key, wish->passphrase_file, KEY_ISSUER, &out->key);
    }
    if (r == 0) {
        r = read_voters(wish->voters, out);
    }
    if (r == 0) {
        r = check_voters(out);
    }
    return r == 0 ? open_election(wish, out) : r;
}

static void
fill_parcel(const struct issuing *issuing, size_t voter, struct parcel *parcel)
{
    const struct listed_voter *to = &issuing->voters[voter];
    struct facts facts = {0};
    size_t i;

    ledger_facts(copy_ledger(issuing->copy), &facts);
    *parcel = (struct parcel){
        .kind = PARCEL_TOKEN,
        .way = to->email[0] != 0 ? PARCEL_EMAIL : PARCEL_LETTER,
        .id = (int64_t)voter + 1,
        .definition = issuing_definition(issuing),
        .constituency = definition_constituency(issuing_definition(issuing), to->cid),
        .name = to->name,
        .email = to->email,
        .close = facts.close_at,
    };
    for (i = 0; i < PARCEL_LINES; i++) {
        parcel->lines[i] = to->lines[i];
    }
}

int issuing_hand(struct issuing *issuing,
                 size_t voter,
                 const struct ticket *ticket,
                 enum issuing_kind kind)
{
    CLEANUP(ticketing_freep) struct ticketing *words = NULL;
    const struct outbox *outbox = dispatch_outbox(issuing->dispatch);
    struct parcel parcel;
    int r;

    if (voters_is_silent(&issuing->voters[voter])) {
        issuing->silent++;
        return 0;
    }
    r = ticketing_new(
        remote_url(issuing->remote), &issuing->election.eid, ticket, &words);
    if (r != 0) {
        return r < 0 ? r : command_fail(COMMAND_REFUSED, "too long an address");
    }
    fill_parcel(issuing, voter, &parcel);
    parcel.is_replacement = kind == ISSUING_REPLACEMENT;
    ticketing_fill(words, &parcel);
    r = outbox->hand(outbox->self, &parcel);
    if (r != 0) {
        issuing->news[voter] = NEWS_FAILED;
    } else if (parcel.way == PARCEL_LETTER) {
        issuing->news[voter] = NEWS_PRINTED;
    } else {
        issuing->news[voter] = NEWS_AWAITED;
        issuing->awaited++;
    }
    return 0;
}

static int take_news(void *context, int64_t id, enum courier_news news)
{
    struct issuing *issuing = context;

    if (id < 1 || (uint64_t)id > issuing->count
        || issuing->news[id - 1] != NEWS_AWAITED) {
        return 0;
    }
    issuing->news[id - 1] = news == COURIER_SENT ? NEWS_SENT : NEWS_FAILED;
    issuing->awaited--;
    return 0;
}

/* A child that is gone sends nothing more: what it had has failed. */
static void wait_for_mail(struct issuing *issuing)
{
    const struct timespec pause = {.tv_nsec = 50000000};
    size_t i;

    while (issuing->awaited > 0
           && courier_read(issuing->courier, take_news, issuing) == 0) {
        (void)nanosleep(&pause, NULL);
    }
    for (i = 0; i < issuing->count; i++) {
        if (issuing->news[i] == NEWS_AWAITED) {
            issuing->news[i] = NEWS_FAILED;
        }
    }
}

int issuing_finish(struct issuing *issuing)
{
    const struct outbox *outbox = dispatch_outbox(issuing->dispatch);
    CLEANUP(buf_deinit) struct buf words;
    size_t counts[NEWS_FAILED + 1] = {0};
    bool is_printed = outbox->finish(outbox->self) == 0;
    size_t i;
    int r;

    buf_init(&words, WORDS_MAX);
    wait_for_mail(issuing);
    for (i = 0; i < issuing->count; i++) {
        if (issuing->news[i] == NEWS_PRINTED && !is_printed) {
            issuing->news[i] = NEWS_FAILED;
        }
        counts[issuing->news[i]]++;
        if (issuing->news[i] == NEWS_FAILED) {
            buf_printf(&words, "failed %s\n", issuing->voters[i].number);
        }
    }
    buf_printf(&words,
               "mails %zu\nletters %zu\nfailures %zu\n",
               counts[NEWS_SENT],
               counts[NEWS_PRINTED],
               counts[NEWS_FAILED]);
    if (counts[NEWS_PRINTED] > 0) {
        command_say("letters to print are in %s: open them with tally letters",
                    issuing->letters);
    }
    if (issuing->silent > 0) {
        command_say("%zu on the list have no address: they have a number, and nothing "
                    "was sent to them",
                    issuing->silent);
    }
    r = command_print(buf_span(&words));
    if (r != 0 || counts[NEWS_FAILED] == 0) {
        return r;
    }
    return command_fail(COMMAND_REFUSED,
                        "what failed is kept nowhere: it has to be replaced, register "
                        "lost");
}
