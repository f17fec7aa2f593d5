// SPDX-License-Identifier: AGPL-3.0-or-later
#include "load.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/fault.h"
#include "base/text.h"

#include "scan.h"
#include "spare.h"

static int complain(struct node_complaint *why, const char *where, const char *what)
{
    if (why != NULL) {
        (void)snprintf(why->text, sizeof(why->text), "%s%s", where, what);
    }
    return LOAD_REFUSED;
}

static int complain_line(struct node_complaint *why, size_t line, const char *what)
{
    char where[32];

    (void)snprintf(where, sizeof(where), "line %zu: ", line);
    return complain(why, where, what);
}

/* Every text of the tree, member names too: an escape may have hidden a character. */
// NOLINTNEXTLINE(misc-no-recursion): 8 levels at most, as the scan has seen
static int check_texts(json_t *value, enum text_lines lines)
{
    const char *name;
    json_t *inner;
    size_t i;
    int r = 0;

    if (json_is_string(value)) {
        return text_check(span_of(json_string_value(value), json_string_length(value)),
                          lines);
    }
    json_array_foreach (value, i, inner) {
        r = check_texts(inner, lines);
        if (r != 0) {
            return r;
        }
    }
    if (!json_is_object(value)) {
        return 0;
    }
    json_object_foreach (value, name, inner) {
        r = text_check(span_of_text(name), TEXT_ONE_LINE);
        if (r == 0) {
            r = check_texts(inner, lines);
        }
        if (r != 0) {
            return r;
        }
    }
    return 0;
}

static void release(json_t **value)
{
    json_decref(*value);
}

/* What Jansson would take and we do not. */
static int check_text(struct span text, size_t ceiling, struct node_complaint *why)
{
    const char *wrong;
    size_t line;
    int r;

    if (text.size > ceiling) {
        return complain(why, "the text ", text_refusal_name(TEXT_LONG));
    }
    r = text_check(text, TEXT_MANY_LINES);
    if (r != 0) {
        return r < 0 ? r : complain(why, "the text ", text_refusal_name(r));
    }
    wrong = scan_json(text, &line);
    return wrong == NULL ? 0 : complain_line(why, line, wrong);
}

static int refuse_error(const json_error_t *error, struct node_complaint *why)
{
    return complain_line(why,
                         error->line > 0 ? (size_t)error->line : 1,
                         json_error_code(error) == json_error_duplicate_key
                             ? "a member that stands twice"
                             : "not JSON");
}

/* Nothing is left of a text for which the memory did not do. */
static int parse(struct span text, struct node_complaint *why, json_t **out)
{
    json_t *value;
    json_error_t error;
    int r = spare_take(text);

    if (r != 0) {
        return r;
    }
    value =
        json_loadb((const char *)text.data, text.size, JSON_REJECT_DUPLICATES, &error);
    if (spare_was_needed()) {
        json_decref(value);
        r = FAULT(FAULT_MEMORY);
    } else if (value == NULL) {
        r = refuse_error(&error, why);
    } else {
        *out = value;
    }
    spare_give_back();
    return r;
}

int load_json(struct span text,
              size_t ceiling,
              enum text_lines lines,
              struct node_complaint *why,
              json_t **out)
{
    CLEANUP(release) json_t *value = NULL;
    int r;

    r = check_text(text, ceiling, why);
    if (r == 0) {
        r = parse(text, why, &value);
    }
    if (r != 0) {
        return r;
    }
    r = check_texts(value, lines);
    if (r != 0) {
        return r < 0 ? r : complain(why, "a text ", text_refusal_name(r));
    }
    *out = json_incref(value);
    return 0;
}
