// SPDX-License-Identifier: AGPL-3.0-or-later
/* timetable: the lawful calendar that goes with a close of poll (rules 2 and 3). */
#include <stdio.h>

#include "base/fault.h"
#include "base/moment.h"
#include "core/breach.h"
#include "core/holidays.h"
#include "wire/writer.h"

#include "commands.h"
#include "draft.h"

enum {
    TEXT_MAX = 1 << 16,
    BREACHES_MAX = 8,
    LOST_DAYS = 10, /* r. 30.1: lost voting information is replaced from this day */
    DATE_SIZE = 32,
};

struct wish {
    int64_t close;
    struct holidays holidays; /* proclaimed later */
    bool is_json;
};

struct calendar {
    const struct definition *definition; /* whose labels, and the timetable */
    const struct holidays *holidays;     /* proclaimed later */
    struct day close;
};

static struct day day_at(const struct calendar *calendar, int step)
{
    return day_of(calendar->definition->timetable.at[step]);
}

static void put_line(const struct calendar *calendar, int step, struct buf *out)
{
    char time[MOMENT_PEOPLE_SIZE];

    moment_people(calendar->definition->timetable.at[step], time);
    buf_printf(out,
               "  %2d  %-40s %-24s ",
               day_offset(day_at(calendar, step), calendar->close, calendar->holidays),
               time,
               timetable_step_words((enum step)step));
    breach_put_rule(calendar->definition, timetable_step_rule((enum step)step), out);
    buf_put_text(out, "\n");
}

static void write_day(struct day day, char out[DATE_SIZE])
{
    (void)snprintf(out, DATE_SIZE, "%d-%02d-%02d", day.year, day.month, day.day);
}

/* What the rules tie to a step, and not to a day. */
static void put_rest(const struct definition *definition, struct buf *out)
{
    static const struct {
        const char *what;
        const char *rule;
    } rest[] = {
        {"The trust supplies the list of eligible voters after the last withdrawals",
         "22.1"},
        {"Voting information is sent with the notice of poll or after it", "24.1"},
        {"The result is declared when it is ascertained", "52"},
        {"The election can be questioned for 21 days, each counted, after that",
         "66.5"},
        {"Documents are kept for one year", "57.1"},
    };
    size_t i;

    for (i = 0; i < ARRAY_SIZE(rest); i++) {
        buf_printf(out, "%s (", rest[i].what);
        breach_put_rule(definition, rest[i].rule, out);
        buf_put_text(out, ").\n");
    }
}

static void put_text(const struct calendar *calendar, struct buf *out)
{
    struct day lost =
        day_working_before(calendar->close, LOST_DAYS, calendar->holidays);
    const struct civil civil = {lost.year, lost.month, lost.day, 12, 0, 0};
    char text[MOMENT_PEOPLE_SIZE];
    int64_t moment = 0;
    int step;

    buf_put_text(out, "Working days before the close, the latest the rules allow:\n");
    for (step = 0; step < STEPS; step++) {
        put_line(calendar, step, out);
    }
    if (moment_of_civil(&civil, &moment) == 0) {
        moment_day(moment, text);
        buf_printf(
            out, "  %2d  from %-35s %-24s ", LOST_DAYS, text, "lost codes replaced");
        breach_put_rule(calendar->definition, "30.1", out);
        buf_put_text(out, "\n");
    }
    buf_put_text(out, "Not counted (rule 3), beside Saturdays and Sundays: ");
    if (breach_put_holidays(
            day_at(calendar, STEP_NOTICE), calendar->close, calendar->holidays, out)
        == 0) {
        buf_put_text(out, "no day");
    }
    buf_put_text(out, "\n");
    put_rest(calendar->definition, out);
}

static void write_holidays(const struct calendar *calendar, struct writer *writer)
{
    struct day day;
    char date[DATE_SIZE];

    writer_open_list(writer, "not_counted");
    for (day = day_at(calendar, STEP_NOTICE); day_is_before(day, calendar->close);
         day = day_next(day)) {
        if (!day_is_weekend(day) && !day_is_working(day, calendar->holidays)) {
            write_day(day, date);
            writer_open_object(writer, NULL);
            writer_text(writer, "day", date);
            writer_text(writer, "name", day_holiday(day, calendar->holidays));
            writer_close_object(writer);
        }
    }
    writer_close_list(writer);
}

static int write_step(const struct calendar *calendar, int step, struct writer *writer)
{
    CLEANUP(buf_deinit) struct buf rule;
    char time[MOMENT_PEOPLE_SIZE];

    buf_init(&rule, TEXT_MAX);
    breach_put_rule(calendar->definition, timetable_step_rule((enum step)step), &rule);
    moment_people(calendar->definition->timetable.at[step], time);
    writer_open_object(writer, NULL);
    writer_text(writer, "step", timetable_step_name((enum step)step));
    writer_moment(writer, "at", calendar->definition->timetable.at[step]);
    writer_text(writer, "local", time);
    writer_number(writer,
                  "working_days",
                  (uint64_t)day_offset(
                      day_at(calendar, step), calendar->close, calendar->holidays));
    writer_number(writer, "needed", (uint64_t)timetable_step_days((enum step)step));
    writer_span(writer, "rule", buf_span(&rule));
    writer_close_object(writer);
    return FOLD(buf_status(&rule));
}

static int put_json(const struct calendar *calendar, struct buf *out)
{
    struct writer writer;
    char date[DATE_SIZE];
    int r = 0;
    int step;

    writer_begin(&writer, out);
    writer_open_list(&writer, "steps");
    for (step = 0; r == 0 && step < STEPS; step++) {
        r = write_step(calendar, step, &writer);
    }
    writer_close_list(&writer);
    write_holidays(calendar, &writer);
    write_day(day_working_before(calendar->close, LOST_DAYS, calendar->holidays), date);
    writer_text(&writer, "lost_from", date);
    writer_end(&writer);
    return r;
}

/* What no day before it can put right: a close on no working day, or after 5pm. */
static int check_close(const struct definition *definition,
                       const struct holidays *holidays)
{
    CLEANUP(buf_deinit) struct buf words;
    struct breach found[BREACHES_MAX];
    size_t count =
        timetable_check(&definition->timetable, holidays, found, BREACHES_MAX);
    size_t i;

    buf_init(&words, TEXT_MAX);
    for (i = 0; i < count && i < BREACHES_MAX; i++) {
        buf_reset(&words);
        breach_put(definition, holidays, &found[i], &words);
        command_say("breach: %s", buf_text(&words));
    }
    return count == 0 ? 0
                      : command_fail(COMMAND_REFUSED,
                                     "no lawful calendar goes with this close");
}

static void say_unsettled(const struct calendar *calendar)
{
    CLEANUP(buf_deinit) struct buf words;

    buf_init(&words, TEXT_MAX);
    if (breach_put_unsettled(calendar->definition, calendar->close, &words)) {
        command_say("note: %s", buf_text(&words));
    }
}

static int
propose(struct definition *definition, const struct wish *wish, struct buf *out)
{
    const struct calendar calendar = {definition, &wish->holidays, day_of(wish->close)};
    int r;

    if (timetable_latest(wish->close, &wish->holidays, &definition->timetable) != 0) {
        return command_fail(COMMAND_REFUSED,
                            "bank holidays are known here from %d to %d, and the "
                            "calendar reaches beyond",
                            DAY_FIRST_YEAR,
                            DAY_LAST_YEAR);
    }
    r = check_close(definition, &wish->holidays);
    if (r != 0) {
        return r;
    }
    say_unsettled(&calendar);
    if (wish->is_json) {
        return put_json(&calendar, out);
    }
    put_text(&calendar, out);
    return 0;
}

static int run(int argc, char **argv)
{
    const char *close = "";
    const char *path = NULL;
    struct option_list holidays = {.count = 0};
    struct wish wish = {.close = 0};
    const struct option_value options[] = {
        REQUIRED_TEXT("close", &close),
        TEXT("definition", &path),
        LIST("holiday", &holidays),
        FLAG("json", &wish.is_json),
    };
    struct arguments arguments = {.options = options,
                                  .option_count = ARRAY_SIZE(options)};
    CLEANUP(definition_freep) struct definition *definition = definition_new();
    CLEANUP(draft_deinit) struct draft draft = {.document = NULL};
    CLEANUP(buf_deinit) struct buf text;
    int r;

    buf_init(&text, TEXT_MAX);
    r = definition == NULL ? FAULT(FAULT_MEMORY) : command_read(&arguments, argc, argv);
    if (r == 0) {
        r = option_time("close", close, &wish.close);
    }
    if (r == 0) {
        r = option_holidays(&holidays, &wish.holidays);
    }
    if (r == 0 && path != NULL) {
        r = draft_load(path, &draft);
    }
    if (r == 0) {
        r = propose(draft.document != NULL ? draft.document->of.definition : definition,
                    &wish,
                    &text);
    }
    if (r == 0) {
        r = FOLD(buf_status(&text));
    }
    return r == 0 ? command_print(buf_span(&text)) : r;
}

const struct command tally_timetable = {
    .name = "timetable",
    .arguments = "--close TIME [--definition FILE] [--holiday DAY …] [--json]",
    .summary = "propose the calendar that the rules allow for a close of poll",
    .run = run,
};
