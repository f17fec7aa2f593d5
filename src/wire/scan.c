// SPDX-License-Identifier: AGPL-3.0-or-later
#include "scan.h"

#include <stdbool.h>
#include <stdint.h>

enum {
    DIGITS_MAX = 16, /* of 2^53 - 1 */
};

struct scan {
    struct span rest;
    size_t line;
    unsigned depth;
    const char *wrong;
};

static uint8_t next(struct scan *scan)
{
    uint8_t byte = scan->rest.data[0];

    scan->rest.data++;
    scan->rest.size--;
    return byte;
}

/* Behind the opening quote: up to and with the closing one. */
static void skip_string(struct scan *scan)
{
    while (scan->rest.size > 0) {
        uint8_t byte = next(scan);

        if (byte == '"') {
            return;
        }
        if (byte == '\\' && scan->rest.size > 0) {
            byte = next(scan);
        }
        if (byte < 0x20) {
            break;
        }
    }
    scan->wrong = "a string that does not end, or holds a control character";
}

static bool is_digit(uint8_t byte)
{
    return byte >= '0' && byte <= '9';
}

/* The whole run of characters a number could have, so that 1.0 and 1e3 are seen. */
static void skip_number(struct scan *scan, uint8_t first)
{
    size_t digits = 1;

    while (scan->rest.size > 0 && is_digit(scan->rest.data[0])) {
        (void)next(scan);
        digits++;
    }
    if (digits > DIGITS_MAX || (digits > 1 && first == '0')) {
        scan->wrong = "a number with too many digits, or a leading zero";
        return;
    }
    if (scan->rest.size > 0) {
        uint8_t byte = scan->rest.data[0];

        if (byte == '.' || byte == 'e' || byte == 'E') {
            scan->wrong = "a number that is not whole";
        }
    }
}

static void scan_byte(struct scan *scan, uint8_t byte)
{
    switch (byte) {
    case '"':
        skip_string(scan);
        break;
    case '{':
    case '[':
        scan->depth++;
        if (scan->depth > SCAN_DEPTH_MAX) {
            scan->wrong = "more than 8 levels deep";
        }
        break;
    case '}':
    case ']':
        scan->depth -= scan->depth > 0 ? 1 : 0;
        break;
    case '\n':
        scan->line++;
        break;
    case '-':
        scan->wrong = "a number below 0";
        break;
    default:
        if (is_digit(byte)) {
            skip_number(scan, byte);
        } else if (byte < 0x20 || byte > 0x7e) {
            scan->wrong = "white space other than spaces and line feeds";
        }
    }
}

const char *scan_json(struct span text, size_t *line)
{
    struct scan scan = {.rest = text, .line = 1};

    while (scan.rest.size > 0 && scan.wrong == NULL) {
        scan_byte(&scan, next(&scan));
    }
    *line = scan.line;
    return scan.wrong;
}
