// SPDX-License-Identifier: AGPL-3.0-or-later
/*
 * remind: members who have not voted are written to, from the officer's own machine.
 * The daemon knows numbers and not whose they are; the list of members is the officer's
 * own; the two meet in this process alone, which shows nobody's name (rule 67).
 */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/fault.h"
#include "base/text.h"
#include "net/smtp.h"
#include "post/courier.h"
#include "post/message.h"
#include "post/words.h"
#include "seal/secret.h"
#include "wire/rows.h"

#include "commands.h"
#include "due.h"
#include "login.h"

enum {
    LIST_MAX = 64 << 20,
    SUBJECT_MAX = 1024,
    FEW = 10,
    PASSWORD_SIZE = 256,
    PAUSE = 20000000, /* nanoseconds */
};

/* Columns of the members' list; those used are named. */
enum {
    NUMBER,
    FORENAMES,
    SURNAME,
    EMAIL,
    COLUMNS = 11,
};

static const struct rows_column columns[COLUMNS] = {
    [NUMBER] = {"number", ROWS_FIELD_MAX, ROW_REQUIRED},
    [FORENAMES] = {"forenames", ROWS_FIELD_MAX, ROW_OPTIONAL},
    [SURNAME] = {"surname", ROWS_FIELD_MAX, ROW_REQUIRED},
    [EMAIL] = {"email", ROWS_FIELD_MAX, ROW_OPTIONAL},
    {"address_1", ROWS_FIELD_MAX, ROW_OPTIONAL},
    {"address_2", ROWS_FIELD_MAX, ROW_OPTIONAL},
    {"address_3", ROWS_FIELD_MAX, ROW_OPTIONAL},
    {"town", ROWS_FIELD_MAX, ROW_OPTIONAL},
    {"postcode", ROWS_FIELD_MAX, ROW_OPTIONAL},
    {"constituency", ROWS_FIELD_MAX, ROW_REQUIRED},
    {"joined", ROWS_FIELD_MAX, ROW_REQUIRED},
};

struct wish {
    struct login_wish who;
    const char *members;
    const char *server;
    const char *user;
    const char *password_file;
    const char *from;
    const char *folder;
    bool is_trial;
};

struct round {
    const struct wish *wish;
    struct login login;
    struct courier *courier;
    struct due_list due;
    size_t sent;
    size_t without; /* an email */
    size_t failed;
};

static void round_deinit(struct round *round)
{
    login_deinit(&round->login);
    courier_free(round->courier);
    due_deinit(&round->due);
}

static const struct definition *definition_of(const struct round *round)
{
    return round->login.election.definition->of.definition;
}

static int write_mail(struct round *round,
                      const struct due *due,
                      const char *const *fields,
                      struct buf *out)
{
    CLEANUP(buf_deinit) struct buf subject;
    CLEANUP(buf_deinit) struct buf body;
    const struct definition *definition = definition_of(round);
    char name[2 * ROWS_FIELD_MAX + 2];
    const struct parcel parcel = {
        .kind = PARCEL_REMINDER,
        .way = PARCEL_EMAIL,
        .definition = definition,
        .constituency = definition_constituency(definition, due->cid),
        .name = name,
        .close = round->login.election.close,
    };
    struct message message = {.from = round->wish->from,
                              .from_name = definition->trust,
                              .reply_to = definition->contact.email,
                              .to = fields[EMAIL],
                              .time = round->login.election.time};

    (void)snprintf(name, sizeof(name), "%s %s", fields[FORENAMES], fields[SURNAME]);
    buf_init(&subject, SUBJECT_MAX);
    buf_init(&body, MESSAGE_SIZE_MAX);
    words_subject(&parcel, &subject);
    words_body(&parcel, remote_url(round->login.remote), &body);
    if (buf_status(&subject) != 0 || buf_status(&body) != 0) {
        return FAULT(FAULT_BUG);
    }
    message.subject = buf_text(&subject);
    message.body = buf_text(&body);
    return message_write(&message, out);
}

/* A row of the officer's list. */
static int take_row(void *context, const struct row *row)
{
    CLEANUP(buf_deinit) struct buf mail = {.data = NULL};
    struct round *round = context;
    const struct due *due;
    int r;

    if (row->problem != ROW_GOOD) {
        return ROWS_STOPPED;
    }
    due = due_find(&round->due, row->fields[NUMBER]);
    if (due == NULL) {
        return 0;
    }
    if (row->fields[EMAIL][0] == 0) {
        round->without++;
        return 0;
    }
    buf_init(&mail, MESSAGE_SIZE_MAX);
    r = write_mail(round, due, row->fields, &mail);
    if (r != 0) {
        round->failed++;
        return r < 0 ? r : 0;
    }
    round->sent++;
    return round->wish->is_trial ? 0
                                 : courier_hand(round->courier,
                                                (int64_t)round->sent,
                                                row->fields[EMAIL],
                                                buf_span(&mail));
}

static int send_all(struct round *round)
{
    CLEANUP(buf_deinit) struct buf list;
    const struct rows_table table = {
        .columns = columns, .count = COLUMNS, .take = take_row, .context = round};
    size_t line = 0;
    int r;

    buf_init(&list, LIST_MAX);
    r = command_load(round->wish->members, &list);
    if (r != 0) {
        return r;
    }
    r = rows_read(&table, buf_span(&list), &line);
    return r <= 0 ? r
                  : command_fail(COMMAND_REFUSED,
                                 "%s: line %zu: not a members' list as it was imported",
                                 round->wish->members,
                                 line);
}

struct news {
    size_t heard;
    size_t failed;
};

static int count_news(void *context, int64_t id, enum courier_news one)
{
    struct news *news = context;

    (void)id;
    news->heard++;
    news->failed += one == COURIER_FAILED;
    return 0;
}

/* A number below ten would say too much of whom it speaks. */
static void say(const char *what, size_t count)
{
    if (count >= FEW) {
        command_say("%zu %s", count, what);
    } else {
        command_say("%s %s", count == 0 ? "no" : "fewer than ten", what);
    }
}

static int finish(struct round *round)
{
    struct timespec pause = {.tv_nsec = PAUSE};
    size_t heard = 0;
    int r = 0;

    while (!round->wish->is_trial && r == 0 && heard < round->sent) {
        struct news news = {.heard = 0};

        r = courier_read(round->courier, count_news, &news);
        heard += news.heard;
        round->failed += news.failed;
        (void)nanosleep(&pause, NULL);
    }
    say(round->wish->is_trial ? "reminders would be sent" : "reminders sent",
        round->sent - (round->wish->is_trial ? 0 : round->failed));
    say("could not be sent", round->failed);
    say("members who have not voted have no email", round->without);
    return r;
}

/* The mail child is forked before there is any secret in this process. */
static int
start_courier(struct round *round, struct smtp_server *server, char *password)
{
    CLEANUP(buf_deinit) struct buf text;
    const struct wish *wish = round->wish;
    struct courier_options options = {.folder = wish->folder};
    struct span line;
    int r = 0;

    buf_init(&text, PASSWORD_SIZE - 1);
    if (wish->password_file != NULL) {
        r = command_load(wish->password_file, &text);
    }
    if (r != 0) {
        return r;
    }
    line = text_trim(buf_span(&text));
    memcpy(password, line.data == NULL ? (const uint8_t *)"" : line.data, line.size);
    *server = (struct smtp_server){.url = wish->server,
                                   .user = wish->user,
                                   .password = password,
                                   .from = wish->from};
    options.server = wish->server == NULL ? NULL : server;
    return courier_start(&options, &round->courier);
}

static int check_wish(const struct wish *wish)
{
    if (smtp_address_check(wish->from) != 0) {
        return command_fail(COMMAND_USAGE, "--mail-from: no address");
    }
    if ((wish->server == NULL) == (wish->folder == NULL)) {
        return command_fail(COMMAND_USAGE, "either --mail-server or --mail-folder");
    }
    return 0;
}

static int remind(struct round *round)
{
    int r = login_open(&round->wish->who, &round->login);

    if (r == 0 && round->wish->folder != NULL && !definition_of(round)->practice) {
        return command_fail(COMMAND_REFUSED, "--mail-folder is for practice elections");
    }
    if (r == 0) {
        r = due_ask(&round->login, &round->due);
    }
    if (r == 0) {
        r = send_all(round);
    }
    return r == 0 ? finish(round) : r;
}

static int run(int argc, char **argv)
{
    CLEANUP(round_deinit) struct round round = {.courier = NULL};
    struct wish wish = {.from = "", .members = ""};
    struct smtp_server server;
    char password[PASSWORD_SIZE] = "";
    const struct option_value options[] = {
        REQUIRED_TEXT("members", &wish.members),
        REQUIRED_TEXT("mail-from", &wish.from),
        TEXT("mail-server", &wish.server),
        TEXT("mail-user", &wish.user),
        TEXT("mail-password-file", &wish.password_file),
        TEXT("mail-folder", &wish.folder),
        REQUIRED_TEXT("key", &wish.who.key),
        TEXT("passphrase-file", &wish.who.passphrase_file),
        FLAG("trial", &wish.is_trial),
    };
    const char *word = NULL;
    int r = command_read_one(OPTIONS(options), argc, argv, &word);

    if (r == 0) {
        r = check_wish(&wish);
    }
    if (r != 0) {
        return r;
    }
    wish.who.url = word;
    round.wish = &wish;
    r = start_courier(&round, &server, password);
    secret_wipe(password, sizeof(password));
    return r == 0 ? remind(&round) : r;
}

const struct command tally_remind = {
    .name = "remind",
    .arguments = "URL --members FILE.csv --key FILE --mail-from ADDRESS "
                 "(--mail-server URL [--mail-user NAME --mail-password-file FILE] | "
                 "--mail-folder DIR) [--trial] [--passphrase-file FILE]",
    .summary = "write to members who have not voted; nobody sees who they are",
    .run = run,
};
