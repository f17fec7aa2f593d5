// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/choice.h"

#include <stdbool.h>

#include "base/fault.h"
#include "seal/point.h"

enum {
    COUNTERS = 128 * 256,
    BITS = 6,
    MARK_AT = 1,
    COUNTER_AT = 30,
    DECIMAL = 10,
};

static int
check_number(const struct choice *choice, size_t at, const struct choice_rules *rules)
{
    size_t i;

    if (choice->numbers[at] < 1 || choice->numbers[at] > rules->candidates) {
        return CHOICE_UNKNOWN;
    }
    for (i = 0; i < at; i++) {
        if (choice->numbers[i] == choice->numbers[at]) {
            return CHOICE_REPEATED;
        }
    }
    if (rules->method == METHOD_FPP && at > 0
        && choice->numbers[at] < choice->numbers[at - 1]) {
        return CHOICE_DISORDERED;
    }
    return 0;
}

int choice_check(const struct choice *choice, const struct choice_rules *rules)
{
    size_t i;
    int r;

    if (choice->count == 0) {
        return CHOICE_EMPTY;
    }
    if (choice->count > RANKS_MAX || choice->count > rules->marks) {
        return CHOICE_TOO_MANY;
    }
    for (i = 0; i < choice->count; i++) {
        r = check_number(choice, i, rules);
        if (r != 0) {
            return r;
        }
    }
    return 0;
}

static bool is_digit(uint8_t byte)
{
    return byte >= '0' && byte <= '9';
}

/* A number off the front, and the comma or blank behind it. */
static int take_number(struct span *text, uint8_t *out)
{
    unsigned number = 0;
    size_t i = 0;

    while (i < text->size && is_digit(text->data[i])) {
        number = DECIMAL * number + (unsigned)(text->data[i] - '0');
        i++;
        if (number > CANDIDATES_MAX) {
            return CHOICE_UNKNOWN;
        }
    }
    if (i == 0) {
        return CHOICE_UNREADABLE;
    }
    if (i < text->size) {
        if ((text->data[i] != ',' && text->data[i] != ' ') || i + 1 == text->size) {
            return CHOICE_UNREADABLE;
        }
        i++;
    }
    *text = span_of(text->data + i, text->size - i);
    *out = (uint8_t)number;
    return 0;
}

int choice_read(struct span text, struct choice *out)
{
    struct choice choice = {0};
    int r;

    if (text.size == 0) {
        return CHOICE_EMPTY;
    }
    while (text.size > 0) {
        if (choice.count == RANKS_MAX) {
            return CHOICE_TOO_MANY;
        }
        r = take_number(&text, &choice.numbers[choice.count]);
        if (r != 0) {
            return r;
        }
        choice.count++;
    }
    *out = choice;
    return 0;
}

/* 37 numbers of six bits fill 222 of the 224 bits, from the highest. */
static void pack(const struct choice *choice, uint8_t bytes[CHOICE_NUMBERS_SIZE])
{
    uint8_t padded[CHOICE_NUMBERS_SIZE + 1] = {0};
    unsigned pair;
    size_t bit;
    size_t i;

    for (i = 0; i < choice->count; i++) {
        bit = BITS * i;
        pair = (unsigned)choice->numbers[i] << (16 - BITS - bit % 8);
        padded[bit / 8] |= (uint8_t)(pair >> 8);
        padded[bit / 8 + 1] |= (uint8_t)pair;
    }
    memcpy(bytes, padded, CHOICE_NUMBERS_SIZE);
}

static unsigned number_at(const uint8_t bytes[CHOICE_NUMBERS_SIZE], size_t place)
{
    size_t bit = BITS * place;
    unsigned pair = (unsigned)bytes[bit / 8] << 8;

    if (bit / 8 + 1 < CHOICE_NUMBERS_SIZE) {
        pair |= bytes[bit / 8 + 1];
    }
    return pair >> (16 - BITS - bit % 8) & 63;
}

static void set_counter(struct point *block, unsigned counter)
{
    block->bytes[0] = (uint8_t)(2 * (counter % 128));
    block->bytes[COUNTER_AT] = (uint8_t)(counter / 128);
}

int choice_encode(const struct choice *choice,
                  const struct choice_rules *rules,
                  struct point *out)
{
    struct point block = {{0}};
    struct point valid;
    unsigned counter;
    int r;

    r = choice_check(choice, rules);
    if (r != 0) {
        return r;
    }
    block.bytes[MARK_AT] = 1;
    pack(choice, block.bytes + CHOICE_NUMBERS_AT);
    for (counter = 0; counter < COUNTERS; counter++) {
        set_counter(&block, counter);
        if (point_decode(SPAN(block.bytes), &valid) == 0) {
            *out = valid;
            return 0;
        }
    }
    /* One encoding in about eight is valid: all 32,768 failing does not happen. */
    return FAULT(FAULT_CRYPTO);
}

int choice_decode(const struct point *block,
                  const struct choice_rules *rules,
                  struct choice *out)
{
    struct choice choice = {0};
    struct point again;
    int r;

    while (choice.count < RANKS_MAX
           && number_at(block->bytes + CHOICE_NUMBERS_AT, choice.count) != 0) {
        choice.numbers[choice.count] =
            (uint8_t)number_at(block->bytes + CHOICE_NUMBERS_AT, choice.count);
        choice.count++;
    }
    r = choice_encode(&choice, rules, &again);
    if (r != 0) {
        return r;
    }
    /* Another counter, a number behind a zero, any bit elsewhere. */
    if (!point_is_equal(&again, block)) {
        return CHOICE_UNREADABLE;
    }
    *out = choice;
    return 0;
}
