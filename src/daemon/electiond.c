// SPDX-License-Identifier: AGPL-3.0-or-later
#include "electiond.h"

#include <malloc.h>
#include <stdarg.h>
#include <stdio.h>

#include "base/fault.h"
#include "base/file.h"
#include "base/moment.h"
#include "seal/hash.h"
#include "seal/secret.h"
#include "web/asset.h"
#include "wire/card.h"
#include "wire/node.h"

enum {
    KEPT_MEMORY = 64 << 20,
};

int electiond_refuse(const char *format, ...)
{
    va_list values;

    (void)fputs("electiond: ", stderr);
    va_start(values, format);
    (void)vfprintf(stderr, format, values);
    va_end(values);
    (void)fputc('\n', stderr);
    return ELECTIOND_REFUSED;
}

int electiond_load(const char *path, struct buf *out)
{
    int r = file_read(path, out);

    if (r <= 0) {
        return r;
    }
    switch ((enum file_refusal)r) {
    case FILE_ABSENT:
        return electiond_refuse("%s: there is no such file", path);
    case FILE_TOO_LARGE:
        return electiond_refuse("%s: larger than such a file may be", path);
    case FILE_DENIED:
        return electiond_refuse("%s: this user may not read it", path);
    case FILE_NOT_REGULAR:
    case FILE_EXISTS:
        break;
    }
    return electiond_refuse("%s: not a file", path);
}

int electiond_load_card(const char *path, enum person_role role, struct person *out)
{
    CLEANUP(buf_deinit) struct buf text;
    struct node_complaint why;
    struct person person;
    int r;

    buf_init(&text, CARD_SIZE_MAX);
    r = electiond_load(path, &text);
    if (r != 0) {
        return r;
    }
    r = card_parse(buf_span(&text), &why, &person);
    if (r != 0) {
        return r < 0 ? r : electiond_refuse("%s: %s", path, why.text);
    }
    if (person.role != role) {
        return electiond_refuse("%s: not an %s's card", path, person_role_name(role));
    }
    *out = person;
    return 0;
}

int electiond_load_conf(const char *dir, struct conf *out)
{
    CLEANUP(buf_deinit) struct buf text;
    struct conf_complaint why;
    char path[FILE_PATH_SIZE];
    int r = file_join(dir, "electiond.conf", path);

    buf_init(&text, CONF_FILE_MAX);
    if (r != 0) {
        return r < 0 ? r : electiond_refuse("%s: too long a name", dir);
    }
    r = electiond_load(path, &text);
    if (r != 0) {
        return r;
    }
    r = conf_read(buf_span(&text), out, &why);
    return r <= 0 ? r : electiond_refuse("%s: %s", path, why.text);
}

int electiond_make_clock(const struct electiond_args *args, struct clock **out)
{
    int r =
        args->clock == NULL ? clock_new_system(out) : clock_new_file(args->clock, out);

    if (r <= 0) {
        return r;
    }
    return electiond_refuse(
        "%s: %s",
        args->clock,
        r == CLOCK_ABSENT ? "cannot be read" : "holds no time as 2026-06-18T16:00:00Z");
}

struct digest electiond_page(void)
{
    return asset_vote()->digest;
}

int electiond_prepare(void)
{
    int r = secret_forbid_dumps();

    if (r != 0) {
        return FOLD(r);
    }
    /* What one request used is kept for the next: given back, it would be asked of the
     * kernel again at once. No harm where that cannot be said. */
    (void)mallopt(M_TRIM_THRESHOLD, KEPT_MEMORY);
    r = seal_init();
    if (r != 0) {
        return FOLD(r);
    }
    node_prepare();
    moment_set_zone();
    return 0;
}
