// SPDX-License-Identifier: AGPL-3.0-or-later
/*
 * Writes the whole corpus for other verifiers: write_mutations OUT makes OUT/NAME, a
 * record as `tally fetch` leaves it, of each mutation, and OUT/expected.json: of each
 * its election code, the stage that must fail ("" for a good record), verify's exit
 * code and the violation's name.
 */
#include <stdio.h>
#include <string.h>

#include "audit/violation.h"
#include "base/file.h"
#include "base/log.h"
#include "mutation.h"
#include "seal/hash.h"
#include "wire/writer.h"

enum {
    EXIT_OF_STAGE = 10,
    EXPECTED_MAX = 1 << 20,
};

static const struct violation *find(const char *name)
{
    size_t i;

    for (i = 0; violation_at(i) != NULL; i++) {
        if (strcmp(violation_at(i)->name, name) == 0) {
            return violation_at(i);
        }
    }
    return NULL;
}

static void describe(const struct tale *tale,
                     const struct mutation *mutation,
                     struct writer *writer)
{
    const struct violation *violation = find(mutation->violation);
    char code[CODE_TEXT_SIZE];

    code_write(&tale->code, code);
    writer_open_object(writer, mutation->name);
    writer_text(writer, "election", code);
    writer_text(writer,
                "failed",
                violation == NULL ? "" : finding_stage_name(violation->stage));
    writer_number(writer,
                  "exit",
                  violation == NULL ? 0 : EXIT_OF_STAGE + (uint64_t)violation->stage);
    writer_text(writer, "violation", mutation->violation);
    writer_close_object(writer);
}

int main(int argc, char **argv)
{
    static struct tale tale;
    char folder[FILE_PATH_SIZE];
    struct writer writer;
    struct buf expected;
    size_t i;

    if (argc != 2) {
        (void)fprintf(stderr, "usage: write_mutations OUT\n");
        return 2;
    }
    log_silence();
    MUST(seal_init());
    tale_open(&tale);
    buf_init(&expected, EXPECTED_MAX);
    writer_begin(&writer, &expected);
    for (i = 0; mutation_at(i) != NULL; i++) {
        MUST(file_join(argv[1], mutation_at(i)->name, folder));
        mutation_write(mutation_at(i), &tale, folder);
        describe(&tale, mutation_at(i), &writer);
    }
    writer_end(&writer);
    MUST(buf_status(&expected));
    tale_file(argv[1], "expected.json", buf_span(&expected));
    tale_close(&tale);
    buf_deinit(&expected);
    return 0;
}
