// SPDX-License-Identifier: AGPL-3.0-or-later
#include "fuzz.h"
#include "wire/card.h"

/* Parting loses nothing but white space, and ends. */
static void part(struct span text)
{
    struct span rest = text;
    size_t left = text.size + 1;

    while (rest.size > 0) {
        struct span card = card_next(&rest);

        fuzz_must(card.size <= text.size && rest.size < left);
        left = rest.size;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct node_complaint why = {""};
    struct person person;
    struct person again;
    struct buf out;

    part(span_of(data, size));
    if (card_parse(span_of(data, size), &why, &person) != 0) {
        fuzz_must(why.text[0] != 0);
        return 0;
    }
    buf_init(&out, CARD_SIZE_MAX);
    fuzz_must(card_write(&person, &out) == 0);
    fuzz_must(card_parse(buf_span(&out), &why, &again) == 0);
    fuzz_must(span_is_equal(SPAN(person.key), SPAN(again.key)));
    buf_deinit(&out);
    return 0;
}
