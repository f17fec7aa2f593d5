// SPDX-License-Identifier: AGPL-3.0-or-later
#include "command.h"

#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/moment.h"
#include "core/holidays.h"

enum {
    OPTIONS_MAX = 24,
};

void command_say(const char *format, ...)
{
    va_list list;

    (void)fputs("tally: ", stderr);
    va_start(list, format);
    (void)vfprintf(stderr, format, list);
    va_end(list);
    (void)fputc('\n', stderr);
}

int command_fail(enum command_exit code, const char *format, ...)
{
    va_list list;

    (void)fputs("tally: ", stderr);
    va_start(list, format);
    (void)vfprintf(stderr, format, list);
    va_end(list);
    (void)fputc('\n', stderr);
    return (int)code;
}

bool command_is_interactive(void)
{
    return isatty(STDERR_FILENO) == 1;
}

int command_print(struct span bytes)
{
    if (fwrite(bytes.data, 1, bytes.size, stdout) != bytes.size
        || fflush(stdout) != 0) {
        return FAULT(FAULT_IO);
    }
    return 0;
}

static int read_number(const char *word, const char *text, uint32_t *out)
{
    uint64_t value = 0;
    size_t length = strlen(text);

    if (length == 0 || length > 10 || strspn(text, "0123456789") != length
        || text[0] == '0') {
        return command_fail(
            COMMAND_USAGE, "--%s takes a whole number from 1, not \"%s\"", word, text);
    }
    for (size_t i = 0; i < length; i++) {
        value = value * 10 + (uint64_t)(text[i] - '0');
    }
    if (value > UINT32_MAX) {
        return command_fail(COMMAND_USAGE, "--%s: %s is too large", word, text);
    }
    *out = (uint32_t)value;
    return 0;
}

static int add(const struct option_value *option, const char *text)
{
    struct option_list *list = option->to.list;

    if (list->count == OPTION_LIST_MAX) {
        return command_fail(COMMAND_USAGE, "--%s given too often", option->name);
    }
    list->texts[list->count] = text;
    list->count++;
    return 0;
}

static int take(const struct option_value *option, const char *text)
{
    switch (option->kind) {
    case OPTION_FLAG:
        *option->to.flag = true;
        return 0;
    case OPTION_TEXT:
        *option->to.text = text;
        return 0;
    case OPTION_NUMBER:
        return read_number(option->name, text, option->to.number);
    case OPTION_LIST:
        return add(option, text);
    }
    return FAULT(FAULT_BUG);
}

static int
read_options(const struct arguments *arguments, int argc, char **argv, bool *is_given)
{
    struct option table[OPTIONS_MAX + 1] = {0};
    int index = 0;
    int c;

    if (arguments->option_count > OPTIONS_MAX) {
        return FAULT(FAULT_BUG);
    }
    for (size_t i = 0; i < arguments->option_count; i++) {
        table[i].name = arguments->options[i].name;
        table[i].has_arg =
            arguments->options[i].kind == OPTION_FLAG ? no_argument : required_argument;
    }

    optind = 0; /* begins afresh; getopt_long says itself what it does not know */
    /* NOLINTNEXTLINE(concurrency-mt-unsafe): one thread, at the start */
    while ((c = getopt_long(argc, argv, "", table, &index)) != -1) {
        int r;

        if (c != 0) {
            return COMMAND_USAGE;
        }
        if (is_given[index] && arguments->options[index].kind != OPTION_LIST) {
            return command_fail(COMMAND_USAGE, "--%s given twice", table[index].name);
        }
        is_given[index] = true;
        r = take(&arguments->options[index], optarg);
        if (r != 0) {
            return r;
        }
    }
    return 0;
}

int option_time(const char *name, const char *text, int64_t *out)
{
    struct span span = span_of_text(text);
    int r = moment_parse(span, out);

    if (r == MOMENT_MALFORMED) {
        r = moment_parse_people(span, out);
    }
    if (r == MOMENT_NO_SUCH) {
        return command_fail(COMMAND_USAGE,
                            "--%s: there is no %s (the clocks go forward over the hour "
                            "from 1am on the last Sunday of March)",
                            name,
                            text);
    }
    return r == 0 ? 0
                  : command_fail(COMMAND_USAGE,
                                 "--%s takes a time: \"18 June 2026 17:00\" or "
                                 "2026-06-18T17:00, UK time",
                                 name);
}

int option_holidays(const struct option_list *list, struct holidays *out)
{
    size_t i;
    int r = 0;

    for (i = 0; r == 0 && i < list->count; i++) {
        r = holidays_add(out, span_of_text(list->texts[i]));
    }
    return r <= 0 ? r
                  : command_fail(COMMAND_USAGE,
                                 "--holiday takes a day like 2027-05-10, with a name "
                                 "behind it if you like; at most %d",
                                 HOLIDAYS_MAX);
}

int command_read(struct arguments *arguments, int argc, char **argv)
{
    bool is_given[OPTIONS_MAX] = {false};
    int r;

    r = read_options(arguments, argc, argv, is_given);
    if (r != 0) {
        return r;
    }
    for (size_t i = 0; i < arguments->option_count; i++) {
        if (arguments->options[i].is_required && !is_given[i]) {
            return command_fail(
                COMMAND_USAGE, "--%s is missing", arguments->options[i].name);
        }
    }

    arguments->words = argv + optind;
    arguments->word_count = (size_t)(argc - optind);
    if (arguments->word_count < arguments->least) {
        return command_fail(COMMAND_USAGE, "an argument is missing");
    }
    if (arguments->word_count > arguments->most) {
        return command_fail(COMMAND_USAGE,
                            "one argument too many: %s",
                            arguments->words[arguments->most]);
    }
    return 0;
}

int command_read_one(const struct option_value *options,
                     size_t count,
                     int argc,
                     char **argv,
                     const char **word)
{
    struct arguments arguments = {
        .options = options, .option_count = count, .least = 1, .most = 1};
    int r = command_read(&arguments, argc, argv);

    if (r == 0) {
        *word = argv[optind];
    }
    return r;
}
