// SPDX-License-Identifier: AGPL-3.0-or-later
#include "electiond.h"

#include <stdio.h>

#include "base/fault.h"
#include "base/hex.h"
#include "desk/init.h"

static int print_result(const char *dir, const struct sign_key *log)
{
    struct digest page = electiond_page();
    char key[2 * SIGN_KEY_SIZE + 1];
    char hash[2 * DIGEST_SIZE + 1];

    hex_encode(SPAN(*log), key);
    hex_encode(SPAN(page), hash);
    (void)fprintf(
        stderr, "electiond: %s is ready; the definition must carry these two:\n", dir);
    return printf("log %s\npage %s\n", key, hash) > 0 && fflush(stdout) == 0
               ? 0
               : FAULT(FAULT_IO);
}

int electiond_init(const struct electiond_args *args)
{
    CLEANUP(buf_deinit) struct buf settings;
    struct init_order order = {.dir = args->dir};
    struct sign_key log;
    struct person officer;
    struct conf conf;
    int r = electiond_prepare();

    buf_init(&settings, CONF_FILE_MAX);
    if (r == 0) {
        r = electiond_load_card(args->officer, PERSON_OFFICER, &officer);
    }
    if (r != 0) {
        return r;
    }
    order.officer = officer.key;
    conf_init(&conf);
    conf_write(&conf, &settings);
    r = buf_status(&settings);
    if (r != 0) {
        return FOLD(r);
    }
    order.settings = buf_text(&settings);
    r = desk_init(&order, &log);
    if (r == INIT_EXISTS) {
        return electiond_refuse("%s: there is something already", args->dir);
    }
    if (r > 0) {
        return electiond_refuse("%s: cannot be made there", args->dir);
    }
    return r < 0 ? r : print_result(args->dir, &log);
}
