// SPDX-License-Identifier: AGPL-3.0-or-later
#include "counting.h"

#include "base/fault.h"
#include "command.h"
#include "core/constituency.h"
#include "count/count.h"
#include "wire/ballot_file.h"

enum {
    WORDS_MAX = 1 << 16,
};

/* By --format, else by the file's name and its beginning. */
static int find_format(const struct counting *counting,
                       struct span text,
                       enum ballot_file_format *out)
{
    if (counting->format == NULL) {
        *out = ballot_file_guess(counting->ballots, text);
        return 0;
    }
    *out = ballot_file_find(counting->format);
    return *out != 0
               ? 0
               : command_fail(COMMAND_USAGE, "--format takes blt, abif or preflib");
}

int counting_read(const struct counting *counting, struct blt *out)
{
    CLEANUP(buf_deinit) struct buf text;
    enum ballot_file_format format = 0;
    struct blt_error error;
    int r;

    buf_init(&text, COUNTING_FILE_MAX);
    r = command_load(counting->ballots, &text);
    if (r == 0) {
        r = find_format(counting, buf_span(&text), &format);
    }
    if (r != 0) {
        return r;
    }
    r = ballot_file_parse(format, buf_span(&text), out, &error);
    return r <= 0 ? r
                  : command_fail(COMMAND_REFUSED,
                                 "%s: line %zu: %s",
                                 counting->ballots,
                                 error.line,
                                 error.what);
}

static int say_tie(const struct tie *tie, const struct slate *slate)
{
    CLEANUP(buf_deinit) struct buf names;

    buf_init(&names, WORDS_MAX);
    for (size_t i = 0; i < tie->count; i++) {
        buf_printf(&names,
                   "%s%u %s",
                   i == 0 ? "" : ", ",
                   (unsigned)tie->tied[i],
                   slate->names[tie->tied[i]].name);
    }
    return command_fail(COMMAND_LOT,
                        "a lot is needed at stage %u to settle %s: %s (--lot)",
                        tie->stage,
                        lot_purpose_name(tie->purpose),
                        buf_text(&names));
}

static int read_lot(const struct counting *counting,
                    const struct slate *slate,
                    struct lot_list *out)
{
    if (counting->lot != NULL && lot_list_parse(counting->lot, out) != 0) {
        return command_fail(COMMAND_USAGE,
                            "--lot takes candidate numbers as drawn: 5,2,9");
    }
    for (size_t i = 0; i < out->count; i++) {
        if (out->drawn[i] > slate->candidates) {
            return command_fail(COMMAND_USAGE, "--lot names candidates of the file");
        }
    }
    return 0;
}

/* Stages are written as lots are: "5,7". */
static int read_alone(const struct counting *counting, unsigned *stages, size_t *count)
{
    struct lot_list list = {0};

    if (counting->alone != NULL && lot_list_parse(counting->alone, &list) != 0) {
        return command_fail(COMMAND_USAGE, "--alone takes numbers of stages: 5,7");
    }
    for (size_t i = 0; i < list.count; i++) {
        stages[i] = list.drawn[i];
    }
    *count = list.count;
    return 0;
}

static int run(const struct counting *counting,
               const struct count_input *input,
               struct sheet **out)
{
    struct lot_list drawn = {0};
    struct lots lots = lot_list_lots(&drawn);
    struct tie needed;
    int r = read_lot(counting, input->slate, &drawn);

    if (r != 0) {
        return r;
    }
    r = count_votes(input, &lots, &needed, out);
    switch (r) {
    case COUNT_LOT:
        return say_tie(&needed, input->slate);
    case COUNT_RULES:
        return command_fail(COMMAND_USAGE, "no such rules: %s", counting->rules);
    case COUNT_SEATS:
        return command_fail(COMMAND_USAGE, "too many seats");
    default:
        return r;
    }
}

int counting_seats(const struct counting *counting, struct blt *blt)
{
    if (counting->seats > RANKING_CANDIDATES_MAX) {
        return command_fail(COMMAND_USAGE, "too many seats");
    }
    if (counting->seats != 0) {
        blt->slate->seats = counting->seats;
    }
    if (blt->slate->seats == 0) {
        return command_fail(COMMAND_USAGE,
                            "%s does not say how many seats there are (--seats)",
                            counting->ballots);
    }
    return 0;
}

int counting_count(const struct counting *counting, struct blt *blt, struct sheet **out)
{
    unsigned alone[RANKING_CANDIDATES_MAX];
    struct count_input input = {
        .rules = constituency_rules_find(counting->rules),
        .slate = blt->slate,
        .rankings = blt->rankings,
        .reading = counting->is_literal ? READING_LITERAL : READING_MERGED,
        .ending = counting->is_run_on ? ENDING_RUN_ON : ENDING_AT_QUOTA,
        .alone = alone,
    };
    int r = read_alone(counting, alone, &input.alone_count);

    if (r == 0) {
        r = counting_seats(counting, blt);
    }
    return r != 0 ? r : run(counting, &input, out);
}
