// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/settings.h"

#include <assert.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

struct line {
    size_t number;
    struct span name;
    struct span value;
};

static int
refuse(const struct line *line, const char *what, struct settings_complaint *why)
{
    (void)snprintf(why->text, sizeof(why->text), "line %zu: %s", line->number, what);
    return SETTINGS_REFUSED;
}

static int refuse_value(const struct line *line,
                        const struct setting *setting,
                        struct settings_complaint *why)
{
    char what[SETTINGS_COMPLAINT_SIZE - 32];

    switch (setting->kind) {
    case SETTING_TEXT:
        (void)snprintf(what,
                       sizeof(what),
                       "\"%s\" wants a text of at most %zu bytes",
                       setting->name,
                       setting->size - 1);
        break;
    case SETTING_NUMBER:
        (void)snprintf(what,
                       sizeof(what),
                       "\"%s\" wants a whole number from %lld to %lld",
                       setting->name,
                       (long long)setting->min,
                       (long long)setting->max);
        break;
    case SETTING_FLAG:
        (void)snprintf(what, sizeof(what), "\"%s\" wants yes or no", setting->name);
        break;
    }
    return refuse(line, what, why);
}

static bool read_number(struct span text, int64_t *out)
{
    int64_t value = 0;
    size_t i;

    if (text.size == 0 || text.size > 18 || (text.size > 1 && text.data[0] == '0')) {
        return false;
    }
    for (i = 0; i < text.size; i++) {
        if (text.data[i] < '0' || text.data[i] > '9') {
            return false;
        }
        value = value * 10 + (text.data[i] - '0');
    }
    *out = value;
    return true;
}

static bool take_text(const struct setting *setting, struct span value, uint8_t *field)
{
    return value.size > 0 && text_copy(value, (char *)field, setting->size) == 0;
}

static bool
take_number(const struct setting *setting, struct span value, uint8_t *field)
{
    int64_t number;

    if (!read_number(value, &number) || number < setting->min
        || number > setting->max) {
        return false;
    }
    memcpy(field, &number, sizeof(number));
    return true;
}

static bool take_flag(struct span value, uint8_t *field)
{
    bool is_yes = span_is_equal(value, span_of_text("yes"));

    if (!is_yes && !span_is_equal(value, span_of_text("no"))) {
        return false;
    }
    memcpy(field, &is_yes, sizeof(is_yes));
    return true;
}

static bool take_value(const struct setting *setting, struct span value, uint8_t *field)
{
    switch (setting->kind) {
    case SETTING_TEXT:
        return take_text(setting, value, field);
    case SETTING_NUMBER:
        return take_number(setting, value, field);
    case SETTING_FLAG:
        return take_flag(value, field);
    }
    return false;
}

static const struct setting *find(const struct settings *settings, struct span name)
{
    size_t i;

    for (i = 0; i < settings->count; i++) {
        if (span_is_equal(name, span_of_text(settings->table[i].name))) {
            return &settings->table[i];
        }
    }
    return NULL;
}

/* Parts `name = value`. False: there is no '='. */
static bool part(struct span text, struct line *line)
{
    const uint8_t *equals = memchr(text.data, '=', text.size);
    size_t before;

    if (equals == NULL) {
        return false;
    }
    before = (size_t)(equals - text.data);
    line->name = text_trim(span_of(text.data, before));
    line->value = text_trim(span_of(equals + 1, text.size - before - 1));
    return true;
}

struct work {
    const struct settings *settings;
    uint64_t seen; /* bits by place in the table */
    uint8_t *out;
    struct settings_complaint *why;
};

static int take_line(struct work *work, struct span text, struct line *line)
{
    const struct setting *setting;
    uint64_t bit;

    text = text_trim(text);
    if (text.size == 0 || text.data[0] == '#') {
        return 0;
    }
    if (!part(text, line)) {
        return refuse(line, "not of the form name = value", work->why);
    }
    setting = find(work->settings, line->name);
    if (setting == NULL) {
        return refuse(line, "not a setting known here", work->why);
    }
    bit = UINT64_C(1) << (setting - work->settings->table);
    if ((work->seen & bit) != 0) {
        return refuse(line, "this setting has been given before", work->why);
    }
    work->seen |= bit;
    if (!take_value(setting, line->value, work->out + setting->offset)) {
        return refuse_value(line, setting, work->why);
    }
    return 0;
}

/* The next line without its end; what remains moves behind it. */
static struct span next_line(struct span *rest)
{
    const uint8_t *end = memchr(rest->data, '\n', rest->size);
    size_t size = end == NULL ? rest->size : (size_t)(end - rest->data);
    struct span line = span_of(rest->data, size);

    size += end == NULL ? 0 : 1;
    rest->data += size;
    rest->size -= size;
    return line;
}

int settings_parse(const struct settings *settings,
                   struct span text,
                   void *out,
                   struct settings_complaint *why)
{
    struct work work = {.settings = settings, .out = out, .why = why};
    struct line line = {0};
    int r;

    assert(settings->count <= SETTINGS_MAX);
    while (text.size > 0) {
        line.number++;
        r = take_line(&work, next_line(&text), &line);
        if (r != 0) {
            return r;
        }
    }
    return 0;
}

static void put_explanation(const char *explain, struct buf *out)
{
    struct span rest = span_of_text(explain);

    while (rest.size > 0) {
        struct span line = next_line(&rest);

        buf_put_text(out, "# ");
        buf_put_span(out, line);
        buf_put_text(out, "\n");
    }
}

static void
put_value(const struct setting *setting, const uint8_t *field, struct buf *out)
{
    int64_t number;
    bool is_yes;

    switch (setting->kind) {
    case SETTING_TEXT:
        buf_printf(out,
                   "%s%s = %s\n",
                   field[0] == 0 ? "# " : "",
                   setting->name,
                   (const char *)field);
        break;
    case SETTING_NUMBER:
        memcpy(&number, field, sizeof(number));
        buf_printf(out, "%s = %lld\n", setting->name, (long long)number);
        break;
    case SETTING_FLAG:
        memcpy(&is_yes, field, sizeof(is_yes));
        buf_printf(out, "%s = %s\n", setting->name, is_yes ? "yes" : "no");
        break;
    }
}

void settings_write(const struct settings *settings,
                    const void *values,
                    struct buf *out)
{
    size_t i;

    for (i = 0; i < settings->count; i++) {
        const struct setting *setting = &settings->table[i];

        if (i > 0) {
            buf_put_text(out, "\n");
        }
        put_explanation(setting->explain, out);
        put_value(setting, (const uint8_t *)values + setting->offset, out);
    }
}
