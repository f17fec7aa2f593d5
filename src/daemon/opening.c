// SPDX-License-Identifier: AGPL-3.0-or-later
#include "opening.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "base/file.h"
#include "base/moment.h"
#include "post/mailbag.h"

#include "certificate.h"
#include "sandbox.h"

enum {
    PEM_MAX = 256 << 10,
};

/* By the machine's own clock: so do browsers. What is no certificate is said later. */
static int check_certificate(const struct opening *opening)
{
    CLEANUP(clock_freep) struct clock *clock = NULL;
    char time[MOMENT_PEOPLE_SIZE];
    int64_t when = 0;
    int r = FOLD(clock_new_system(&clock));

    if (r != 0) {
        return r;
    }
    r = certificate_check(buf_span(&opening->certificate), clock_now(clock), &when);
    moment_people(when, time);
    switch (r) {
    case CERTIFICATE_EXPIRED:
        return electiond_refuse("certificate: %s expired at %s: every browser would "
                                "refuse it. Put a new one there",
                                opening->conf.certificate,
                                time);
    case CERTIFICATE_EARLY:
        return electiond_refuse("certificate: %s is not valid before %s; is the clock "
                                "of this machine right?",
                                opening->conf.certificate,
                                time);
    default:
        return r < 0 ? r : 0;
    }
}

static int load_certificate(struct opening *opening)
{
    const struct conf *conf = &opening->conf;
    int r;

    if (conf->certificate[0] == '\0') {
        return 0;
    }
    r = electiond_load(conf->certificate, &opening->certificate);
    if (r == 0) {
        r = check_certificate(opening);
    }
    return r != 0 ? r
                  : electiond_load(conf->certificate_key, &opening->certificate_key);
}

/* Mails hold tokens: they lie elsewhere than what must not hold any. */
static int check_mail_folder(const char *dir, const char *folder)
{
    char inner[PATH_MAX];
    char outer[PATH_MAX];
    size_t size;

    if (realpath(folder, inner) == NULL || realpath(dir, outer) == NULL) {
        return 0; /* whoever uses it says what is wrong */
    }
    size = strlen(outer);
    if (strncmp(inner, outer, size) == 0
        && (inner[size] == '\0' || inner[size] == '/')) {
        return electiond_refuse("mail_folder: %s lies inside the election's folder",
                                folder);
    }
    return 0;
}

/* Forks. */
static int start_courier(const struct electiond_args *args, struct opening *opening)
{
    const struct conf *conf = &opening->conf;
    const struct mailbag mailbag = {.server = conf->mail_server,
                                    .user = conf->mail_user,
                                    .password_file = conf->mail_password_file,
                                    .from = conf->mail_from,
                                    .folder = conf->mail_folder,
                                    .is_clear_text = conf->is_mail_clear_text};
    int r = check_mail_folder(args->dir, conf->mail_folder);

    if (r != 0) {
        return r;
    }
    r = mailbag_start(&mailbag, &opening->courier);
    if (r == MAILBAG_PASSWORD) {
        return electiond_refuse("mail_password_file: %s cannot be read",
                                conf->mail_password_file);
    }
    if (r == MAILBAG_FOLDER) {
        return electiond_refuse("mail_folder: %s is not a folder", conf->mail_folder);
    }
    return r;
}

/* Forks, as start_courier. */
static int start_herald(struct opening *opening)
{
    struct conf_witnesses witnesses;
    struct herald_options options = {.count = 0};
    size_t i;

    conf_split_witnesses(&opening->conf, &witnesses);
    for (i = 0; i < witnesses.count; i++) {
        options.addresses[options.count++] = witnesses.addresses[i];
    }
    return options.count == 0 ? 0 : FOLD(herald_start(&options, &opening->herald));
}

/* The folder in which the practice clock's file lies, NULL without one. */
static const char *clock_folder(const char *file, char out[static PATH_MAX])
{
    char *slash;

    if (file == NULL || realpath(file, out) == NULL) {
        return NULL;
    }
    slash = strrchr(out, '/');
    slash[slash == out ? 1 : 0] = '\0';
    return out;
}

static int make_dispatch(const struct electiond_args *args, struct opening *opening)
{
    const struct dispatch_options options = {.courier = opening->courier,
                                             .clock = opening->clock,
                                             .from = opening->conf.mail_from,
                                             .site = opening->conf.address,
                                             .letters = opening->letters};
    int r = file_join(args->dir, "letters", opening->letters);

    return r != 0 ? FOLD(r) : FOLD(dispatch_new(&options, &opening->dispatch));
}

static int open_desk(const struct electiond_args *args, struct opening *opening)
{
    struct desk_options options = {
        .dir = args->dir,
        .clock = opening->clock,
        .outbox = dispatch_outbox(opening->dispatch),
        .address = opening->conf.address,
        .page = electiond_page(),
        .is_email_only = opening->conf.is_email_only,
        .is_town_only = conf_is_town_only(&opening->conf),
        .is_practice_only = args->clock != NULL || opening->conf.mail_folder[0] != '\0',
    };
    int r = FOLD(conf_holidays(&opening->conf, &options.holidays));

    if (r != 0) {
        return r;
    }
    r = desk_open(&options, &opening->desk);
    return r <= 0 ? r : electiond_refuse("%s: %s", args->dir, desk_refusal_words(r));
}

static int open_rest(const struct electiond_args *args, struct opening *opening)
{
    char folder[PATH_MAX];
    int r = electiond_prepare();

    if (r == 0) {
        r = electiond_make_clock(args, &opening->clock);
    }
    if (r == 0) {
        r = make_dispatch(args, opening);
    }
    if (r == 0) {
        r = sandbox_files(args->dir, clock_folder(args->clock, folder));
    }
    return r == 0 ? open_desk(args, opening) : r;
}

static void begin(struct opening *opening)
{
    *opening = (struct opening){.courier = NULL};
    buf_init(&opening->certificate, PEM_MAX);
    buf_init(&opening->certificate_key, PEM_MAX);
}

int opening_to_serve(const struct electiond_args *args, struct opening *out)
{
    int r;

    begin(out);
    r = electiond_load_conf(args->dir, &out->conf);
    if (r == 0) {
        r = darkroom_start(&out->darkroom);
    }
    if (r == 0 && conf_has_mail(&out->conf)) {
        r = start_courier(args, out);
    }
    if (r == 0) {
        r = start_herald(out);
    }
    if (r == 0) {
        r = load_certificate(out);
    }
    return r == 0 ? open_rest(args, out) : r;
}

int opening_to_act(const struct electiond_args *args, struct opening *out)
{
    int r;

    begin(out);
    r = electiond_load_conf(args->dir, &out->conf);
    return r == 0 ? open_rest(args, out) : r;
}

void opening_deinit(struct opening *opening)
{
    desk_free(opening->desk);
    dispatch_free(opening->dispatch);
    clock_free(opening->clock);
    courier_free(opening->courier);
    herald_free(opening->herald);
    darkroom_free(opening->darkroom);
    buf_deinit(&opening->certificate_key);
    buf_deinit(&opening->certificate);
}
