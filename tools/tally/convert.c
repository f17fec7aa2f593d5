// SPDX-License-Identifier: AGPL-3.0-or-later
/* tally convert: a ballot file of any format as BLT. */
#include "base/fault.h"
#include "commands.h"
#include "counting.h"

#define TEXT_LIMIT ((size_t)1 << 32)

static int print(struct blt *blt)
{
    CLEANUP(buf_deinit) struct buf text;
    int r;

    buf_init(&text, TEXT_LIMIT);
    r = blt_write(blt, &text);
    return r != 0 ? FOLD(r) : command_print(buf_span(&text));
}

static int run(int argc, char **argv)
{
    struct counting counting = {0};
    const struct option_value options[] = {
        TEXT("format", &counting.format),
        NUMBER("seats", &counting.seats),
    };
    struct arguments arguments = {
        .options = options,
        .option_count = ARRAY_SIZE(options),
        .least = 1,
        .most = 1,
    };
    CLEANUP(blt_deinit) struct blt blt = {0};
    int r = command_read(&arguments, argc, argv);

    if (r == 0) {
        counting.ballots = arguments.words[0];
        r = counting_read(&counting, &blt);
    }
    if (r == 0) {
        r = counting_seats(&counting, &blt);
    }
    return r != 0 ? r : print(&blt);
}

const struct command tally_convert = {
    .name = "convert",
    .arguments = "FILE [--format blt|abif|preflib] [--seats N]",
    .summary = "writes a ballot file of any format as BLT",
    .run = run,
};
