// SPDX-License-Identifier: AGPL-3.0-or-later
#include "conf.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/settings.h"

#include "room.h"

enum {
    PORT_MAX = 65535,
    THREADS_MAX = 64,
    CONNECTIONS_MAX = 1000,
    PER_ADDRESS_MAX = 10000,
};

#define TEXT(setting, field, words)                                                    \
    {                                                                                  \
        .name = (setting), .kind = SETTING_TEXT,                                       \
        .offset = offsetof(struct conf, field),                                        \
        .size = sizeof(((struct conf *)0)->field), .explain = (words)                  \
    }
#define NUMBER(setting, field, least, most, words)                                     \
    {                                                                                  \
        .name = (setting), .kind = SETTING_NUMBER,                                     \
        .offset = offsetof(struct conf, field), .min = (least), .max = (most),         \
        .explain = (words)                                                             \
    }
#define FLAG(setting, field, words)                                                    \
    {                                                                                  \
        .name = (setting), .kind = SETTING_FLAG,                                       \
        .offset = offsetof(struct conf, field), .explain = (words)                     \
    }

static const struct setting table[] = {
    TEXT("listen",
         listen,
         "The address of this machine on which the daemon listens, in figures.\n"
         "One that others can reach needs a certificate or behind_proxy."),
    NUMBER("port", port, 1, PORT_MAX, "The port on which it listens."),
    TEXT("address",
         address,
         "The address under which members reach the site, without a slash at the end,\n"
         "such as https://vote.example.nhs.uk. Links in emails and letters begin with\n"
         "it. Without it: http://, and where the daemon listens."),
    FLAG("behind_proxy",
         is_behind_proxy,
         "yes: a proxy on this machine or its network speaks TLS with members, and\n"
         "nobody reaches the daemon but through it. It must append the address of\n"
         "whoever asks to X-Forwarded-For: the last one there is believed."),
    TEXT("certificate",
         certificate,
         "A file with the certificate of the site and those above it, in PEM."),
    TEXT("certificate_key", certificate_key, "The file with its private key, in PEM."),
    NUMBER("threads",
           threads,
           1,
           THREADS_MAX,
           "How many threads answer requests and check ballots."),
    NUMBER("connections",
           connections,
           10,
           CONNECTIONS_MAX,
           "How many connections each of them serves at a time."),
    NUMBER("connections_per_address",
           connections_per_address,
           1,
           PER_ADDRESS_MAX,
           "How many connections one address may have. Many people can share one, as\n"
           "in a hospital. Behind a proxy: how many requests at a time."),
    TEXT("mail_server",
         mail_server,
         "The server that sends mail: smtps://host:465, or smtp://host:587. Without\n"
         "it no email is sent."),
    TEXT("mail_user", mail_user, "The name by which the daemon signs in there."),
    TEXT("mail_password_file",
         mail_password_file,
         "A file with the password alone; nobody else should be able to read it."),
    TEXT("mail_from", mail_from, "The address that mails come from."),
    FLAG("mail_clear_text",
         is_mail_clear_text,
         "yes: the mail server on this machine is spoken to without TLS."),
    TEXT("mail_folder",
         mail_folder,
         "Practice elections only: a folder outside this one into which mails are\n"
         "written in place of being sent."),
    TEXT("ceremony",
         ceremony,
         "A word of 16 or more letters, digits and hyphens, for the trustees and for\n"
         "nobody else: with it they leave each other the files of their ceremony here\n"
         "(tally trustee ceremony --url), until the definition is in the record."),
    TEXT("publish_addresses",
         publish_addresses,
         "What is published of a candidate's address: full, as rule 15.2 says, or "
         "town,\n"
         "the town that the members' list gives, which departs from the rule: the "
         "trust\n"
         "decides that, and gives its reason below."),
    TEXT("publish_addresses_why",
         publish_addresses_why,
         "With publish_addresses = town: who decided it, when and why, in one line. It "
         "is\n"
         "kept in the log of officers' acts."),
    TEXT("witnesses",
         witnesses,
         "Where the witnesses of the definition's policy are reached, with blanks\n"
         "between: https://witness.example/trust https://other.example. Each\n"
         "checkpoint of the record is offered to all of them."),
    FLAG("email_only",
         is_email_only,
         "yes: the trust has decided that members with an email address get their\n"
         "voting information by email alone (rules 19.4 and 22.3): they cannot choose\n"
         "post."),
    TEXT("holidays",
         holidays,
         "Holidays proclaimed after this program was made, which it cannot know, with\n"
         "commas between: 2027-05-10 Coronation, 2028-06-02. They are no working days\n"
         "(rule 3); tally takes them as --holiday."),
};

static const struct settings settings = {table, ARRAY_SIZE(table)};

void conf_init(struct conf *out)
{
    *out = (struct conf){
        .port = 8080,
        .threads = 4,
        .connections = 100,
        .connections_per_address = 64,
    };
    (void)snprintf(out->listen, sizeof(out->listen), "127.0.0.1");
    (void)snprintf(out->publish_addresses, sizeof(out->publish_addresses), "full");
}

void conf_write(const struct conf *conf, struct buf *out)
{
    buf_put_text(
        out,
        "# Settings of electiond. A line is: name = value. What stands behind\n"
        "# a # is not read. Stop and start electiond after a change.\n\n");
    settings_write(&settings, conf, out);
}

bool conf_is_town_only(const struct conf *conf)
{
    return strcmp(conf->publish_addresses, "town") == 0;
}

int conf_holidays(const struct conf *conf, struct holidays *out)
{
    out->count = 0;
    return holidays_add_all(out, span_of_text(conf->holidays));
}

bool conf_has_mail(const struct conf *conf)
{
    return conf->mail_server[0] != '\0' || conf->mail_folder[0] != '\0';
}

static bool begins_as_site(const char *address)
{
    return strncmp(address, "https://", 8) == 0 || strncmp(address, "http://", 7) == 0;
}

static bool is_loopback(const char *address)
{
    return strncmp(address, "127.", 4) == 0 || strcmp(address, "::1") == 0;
}

void conf_split_witnesses(const struct conf *conf, struct conf_witnesses *out)
{
    char *rest = out->text;
    char *word;

    out->count = 0;
    (void)snprintf(out->text, sizeof(out->text), "%s", conf->witnesses);
    while (out->count < CONF_WITNESSES_MAX && (word = strsep(&rest, " \t")) != NULL) {
        if (word[0] != '\0') {
            out->addresses[out->count++] = word;
        }
    }
}

static const char *find_bad_witness(const struct conf *conf)
{
    struct conf_witnesses witnesses;
    size_t used = 0;
    size_t i;

    conf_split_witnesses(conf, &witnesses);
    for (i = 0; i < witnesses.count; i++) {
        const char *address = witnesses.addresses[i];

        if (!begins_as_site(address)) {
            return "witnesses: each is an address that begins with https://";
        }
        used = (size_t)(address - witnesses.text) + strlen(address);
    }
    return witnesses.count == CONF_WITNESSES_MAX
                   && conf->witnesses[used + strspn(conf->witnesses + used, " \t")]
                          != '\0'
               ? "witnesses: at most 16"
               : NULL;
}

/* NULL, or what does not go together. */
static bool is_word(const char *word)
{
    return word[0] == '\0'
           || (strlen(word) >= ROOM_WORD_LEAST
               && word[strspn(word,
                              "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                              "0123456789-")]
                      == '\0');
}

static const char *find_contradiction(const struct conf *conf)
{
    bool has_certificate = conf->certificate[0] != '\0';

    if (has_certificate != (conf->certificate_key[0] != '\0')) {
        return "certificate and certificate_key are given together or not at all";
    }
    if (!is_loopback(conf->listen) && !has_certificate && !conf->is_behind_proxy) {
        return "listen: an address that others can reach needs a certificate, or "
               "behind_proxy = yes";
    }
    if (!is_word(conf->ceremony)) {
        return "ceremony: 16 or more letters, digits and hyphens";
    }
    if (conf->mail_server[0] != '\0' && conf->mail_folder[0] != '\0') {
        return "mail_server and mail_folder exclude each other";
    }
    if (conf_has_mail(conf) && conf->mail_from[0] == '\0') {
        return "mail_from: mail needs an address it comes from";
    }
    if ((conf->mail_user[0] != '\0') != (conf->mail_password_file[0] != '\0')) {
        return "mail_user and mail_password_file are given together or not at all";
    }
    if (!conf_is_town_only(conf) && strcmp(conf->publish_addresses, "full") != 0) {
        return "publish_addresses: full or town";
    }
    if (conf_is_town_only(conf) && conf->publish_addresses_why[0] == '\0') {
        return "publish_addresses = town needs publish_addresses_why";
    }
    return find_bad_witness(conf);
}

/* A scheme, a host, perhaps a port, and nothing behind. */
static bool is_site(const char *address)
{
    const char *host = strstr(address, "://");

    return host != NULL && begins_as_site(address) && host[3] != '\0'
           && strpbrk(host + 3, "/?# ") == NULL;
}

static void fill_address(struct conf *conf)
{
    bool is_six = strchr(conf->listen, ':') != NULL;
    struct buf text;

    buf_init(&text, sizeof(conf->address) - 1);
    buf_put_text(&text, conf->certificate[0] != '\0' ? "https://" : "http://");
    buf_printf(&text, "%s%s%s", is_six ? "[" : "", conf->listen, is_six ? "]" : "");
    buf_printf(&text, ":%" PRId64, conf->port);
    /* Too long for it: stays empty, and is refused for that. */
    (void)snprintf(conf->address, sizeof(conf->address), "%s", buf_text(&text));
    buf_deinit(&text);
}

int conf_read(struct span text, struct conf *out, struct conf_complaint *why)
{
    struct settings_complaint complaint;
    struct holidays holidays;
    struct conf conf;
    const char *wrong;
    int r;

    conf_init(&conf);
    r = settings_parse(&settings, text, &conf, &complaint);
    if (r != 0) {
        if (r > 0) {
            (void)snprintf(why->text, sizeof(why->text), "%s", complaint.text);
        }
        return r < 0 ? r : CONF_REFUSED;
    }
    if (conf.address[0] == '\0') {
        fill_address(&conf);
    }
    wrong = is_site(conf.address)
                ? find_contradiction(&conf)
                : "address: https://, a name, and no slash at the end";
    r = conf_holidays(&conf, &holidays);
    if (r < 0) {
        return r;
    }
    if (wrong == NULL && r > 0) {
        wrong = "holidays: at most 16, each a day like 2027-05-10, with commas between";
    }
    if (wrong != NULL) {
        (void)snprintf(why->text, sizeof(why->text), "%s", wrong);
        return CONF_REFUSED;
    }
    *out = conf;
    return 0;
}
