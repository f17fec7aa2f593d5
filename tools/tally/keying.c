// SPDX-License-Identifier: AGPL-3.0-or-later
#include "keying.h"

#include <unistd.h>

#include "base/fault.h"

#include "command.h"
#include "typed.h"

enum {
    LINE_MAX_SIZE = CANDIDATES_MAX * (NAME_SIZE + 8),
    PROMPT_SIZE = 64,
};

/* "7  3 Cy Cedar, 1 Ann Ash": what was typed, with the names it stands for. */
static int echo(const struct keying *keying, const struct pile *pile)
{
    CLEANUP(buf_deinit) struct buf line;
    const struct pile_paper *paper = &pile->papers[pile->count - 1];
    size_t i;

    buf_init(&line, LINE_MAX_SIZE);
    buf_printf(&line, "%zu\t", pile->count);
    if (paper->is_rejected) {
        pile_put(paper, &line);
    }
    for (i = 0; !paper->is_rejected && i < paper->choice.count; i++) {
        unsigned number = paper->choice.numbers[i];

        buf_printf(&line,
                   "%s%u %s",
                   i == 0 ? "" : ", ",
                   number,
                   keying->nominees->candidates[number - 1].name);
    }
    buf_put_text(&line, "\n");
    return buf_status(&line) != 0 ? FOLD(buf_status(&line))
                                  : command_print(buf_span(&line));
}

static const char *complain(int refusal)
{
    return refusal == PILE_CHOICE
               ? "this paper is no vote that the constituency allows: look again, or "
                 "reject it"
               : "not understood: 3,1,2 or rejected features, overvote, identifies or "
                 "uncertain; undo; done";
}

/* One line. `wrong` counts those that are no paper. */
static int take_line(const struct keying *keying,
                     struct pile *pile,
                     struct span line,
                     size_t *wrong)
{
    int r;

    if (typed_is(line, "undo")) {
        if (pile->count > 0) {
            command_say("paper %zu is taken back", pile->count--);
        }
        return 0;
    }
    if (pile->count == PILE_MAX) {
        return command_fail(COMMAND_REFUSED, "a pile has at most %d papers", PILE_MAX);
    }
    r = pile_read(line, &keying->rules, &pile->papers[pile->count]);
    if (r != 0) {
        command_say("%s", complain(r));
        (*wrong)++;
        return 0;
    }
    pile->count++;
    return echo(keying, pile);
}

int keying_run(const struct keying *keying, struct pile *pile)
{
    struct typed typed;
    size_t wrong = 0;
    int r = 0;
    int end = 0;

    command_say("candidates: %u; %s%u; a line a paper, undo, done",
                keying->rules.candidates,
                keying->rules.method == METHOD_FPP ? "crosses at most: "
                                                   : "preferences at most: ",
                keying->rules.marks);
    while (r == 0 && end != TYPED_END) {
        end = typed_next("Paper: ", &typed);
        if (end == TYPED_LONG) {
            command_say("too long a line");
            wrong++;
        }
        if (end != 0 || typed.line[0] == 0) {
            continue;
        }
        if (typed_is(span_of_text(typed.line), "done")) {
            break;
        }
        r = take_line(keying, pile, span_of_text(typed.line), &wrong);
    }
    if (r == 0 && wrong > 0 && isatty(STDIN_FILENO) == 0) {
        return command_fail(COMMAND_REFUSED, "%zu lines are no papers", wrong);
    }
    return r;
}

static void show_both(size_t at, const struct pile *first, const struct pile *second)
{
    CLEANUP(buf_deinit) struct buf words;

    buf_init(&words, LINE_MAX_SIZE);
    buf_printf(&words, "paper %zu: first ", at + 1);
    pile_put(&first->papers[at], &words);
    buf_put_text(&words, ", now ");
    pile_put(&second->papers[at], &words);
    if (buf_status(&words) == 0) {
        command_say("%s", buf_text(&words));
    }
}

/* Both officers look at the paper; what it says is what one of them keyed. */
static int settle(const struct keying *keying,
                  size_t at,
                  const struct pile *first,
                  struct pile *second)
{
    struct pile_paper paper = {.is_rejected = false};
    struct typed typed;
    int end;

    show_both(at, first, second);
    for (;;) {
        end = typed_next("Look at it together. What does it say? ", &typed);
        if (end == TYPED_END) {
            return command_fail(COMMAND_REFUSED,
                                "the two keyings differ: nothing was sent");
        }
        if (end == 0 && pile_read(span_of_text(typed.line), &keying->rules, &paper) == 0
            && (pile_is_same(&paper, &first->papers[at])
                || pile_is_same(&paper, &second->papers[at]))) {
            second->papers[at] = paper;
            return 0;
        }
        command_say("it must be what one of you keyed; else key the pile again");
    }
}

int keying_compare(const struct keying *keying,
                   const struct pile *first,
                   struct pile *second)
{
    size_t i;
    int r = 0;

    if (first->count != second->count) {
        return command_fail(COMMAND_REFUSED,
                            "first %zu papers were keyed, now %zu: nothing was sent",
                            first->count,
                            second->count);
    }
    for (i = 0; r == 0 && i < first->count; i++) {
        if (!pile_is_same(&first->papers[i], &second->papers[i])) {
            r = settle(keying, i, first, second);
        }
    }
    return r;
}
