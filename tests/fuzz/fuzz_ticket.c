// SPDX-License-Identifier: AGPL-3.0-or-later
#include "fuzz.h"
#include "seal/token.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ticket ticket;
    struct ticket again;
    char text[TICKET_TEXT_SIZE];

    if (token_read_ticket(span_of(data, size), &ticket) != 0) {
        return 0;
    }
    token_write_ticket(&ticket, text);
    fuzz_must(token_read_ticket(span_of_text(text), &again) == 0);
    fuzz_must(span_is_equal(SPAN(ticket.token.bytes), SPAN(again.token.bytes)));
    fuzz_must(ticket.cid == again.cid && ticket.number == again.number);
    return 0;
}
