// SPDX-License-Identifier: AGPL-3.0-or-later
/*
 * sample_pages DIR: writes every page, filled with made-up values and with its errors
 * shown, and the assets it names. The browser looks at each for accessibility, at what
 * it fetches, and at 320 pixels; the voting page runs from it against an election made
 * by the test.
 */
#include "sample.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/buf.h"
#include "base/fault.h"
#include "web/asset.h"
#include "web/pages.h"

enum {
    PAGE_MAX = 1 << 20,
    PATH_SIZE = 4096,
};

const char sample_statement[] =
    "I have lived in the county for 40 years and cared for my father, who was a "
    "patient "
    "of the trust.\n\nI will listen, ask awkward questions & report back.";

const struct part_site sample_site = {
    .trust = "Little Haven NHS Foundation Trust",
    .officer = "Rosalind Quill",
    .address = "Quill Elections, 4 Mill Lane, Abingdon OX14 5AA",
    .telephone = "01632 960 123",
    .email = "elections@quill.example",
    .practice = true,
    .has_one_trustee = true,
    .has_one_mixer = true,
    .extended = SAMPLE_CLOSING,
    .extended_for = "industrial action",
};
static const struct sample *const samples[] = {sample_public,
                                               sample_results,
                                               sample_member,
                                               sample_console,
                                               sample_polling,
                                               sample_definition,
                                               sample_roll,
                                               sample_forms};

static int write_file(const char *path, struct span bytes)
{
    FILE *file = fopen(path, "wb");
    size_t written;

    if (file == NULL) {
        return FAULT(FAULT_IO);
    }
    written = fwrite(bytes.data, 1, bytes.size, file);
    if (fclose(file) != 0 || written != bytes.size) {
        return FAULT(FAULT_IO);
    }
    return 0;
}

static int write_sample(const char *dir, const struct sample *sample)
{
    char path[PATH_SIZE];
    struct buf out;
    int r;

    (void)snprintf(path, sizeof(path), "%s/%s.html", dir, sample->name);
    buf_init(&out, PAGE_MAX);
    r = sample->write(&out);
    if (r == 0) {
        r = write_file(path, buf_span(&out));
    }
    buf_deinit(&out);
    return r;
}

static int write_samples(const char *dir, const struct sample *sample)
{
    int r = 0;

    while (r == 0 && sample->name != NULL) {
        r = write_sample(dir, sample);
        sample++;
    }
    return r;
}

/* Under DIR/assets/HASH, as the address has it. */
static int write_asset(const char *dir, const struct asset *asset)
{
    char path[PATH_SIZE];

    (void)snprintf(path, sizeof(path), "%s/assets", dir);
    (void)mkdir(path, 0755);
    (void)snprintf(path, sizeof(path), "%s/assets/%s", dir, asset->hash);
    (void)mkdir(path, 0755);
    (void)snprintf(
        path, sizeof(path), "%s/assets/%s/%s", dir, asset->hash, asset->name);
    return write_file(path, asset->bytes);
}

int main(int argc, char **argv)
{
    size_t i;

    if (argc != 2) {
        (void)fputs("usage: sample_pages DIR\n", stderr);
        return 2;
    }
    if (setenv("TZ", "Europe/London", 1) != 0) {
        return 4;
    }
    tzset();
    for (i = 0; i < ARRAY_SIZE(samples); i++) {
        if (write_samples(argv[1], samples[i]) != 0) {
            return 4;
        }
    }
    for (i = 0; i < asset_table_count; i++) {
        if (write_asset(argv[1], &asset_table[i]) != 0) {
            return 4;
        }
    }
    return 0;
}
