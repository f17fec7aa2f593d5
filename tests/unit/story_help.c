// SPDX-License-Identifier: AGPL-3.0-or-later
#include "story_help.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/log.h"
#include "seal/hash.h"

struct election election;

int story_start(void **state)
{
    (void)state;
    log_silence();
    return seal_init();
}

int story_set_up(void **state)
{
    (void)state;
    election_open(&election);
    return 0;
}

int story_tear_down(void **state)
{
    (void)state;
    election_close(&election);
    return 0;
}

int story_cast(uint16_t cid, uint32_t number)
{
    struct ballot ballot = election_ballot(&election, cid, number);

    return election_cast(&election, &ballot);
}

int story_receive(uint16_t cid, uint32_t number)
{
    return election_submit(
        &election, election_received(&election, cid, number), BY_CLERK);
}

int story_disqualify(struct disqualification disqualification)
{
    struct document *document = election_document(&election, ENTRY_DISQUALIFY);

    document->of.disqualification = disqualification;
    return election_submit(&election, document, BY_RETURNING);
}

int story_offer(enum entry_type type, unsigned by)
{
    return election_submit(&election, election_offer(&election, type), by);
}

int story_offer_of(enum entry_type type, uint16_t cid, uint8_t index, unsigned by)
{
    struct document *document = election_offer(&election, type);

    document->of.contribution.cid = cid;
    document->of.contribution.index = index;
    return election_submit(&election, document, by);
}

int story_declare(struct document *document)
{
    return election_submit(&election, document, BY_RETURNING);
}

void story_poll(void)
{
    election_begin(&election);
    assert_int_equal(story_cast(1, 1), 0);
    assert_int_equal(story_cast(1, 2), 0);
    assert_int_equal(story_cast(1, 3), 0);
    assert_int_equal(story_receive(1, 4), 0);
    assert_int_equal(story_receive(1, 5), 0);
    assert_int_equal(story_cast(1, 0), 0);
    assert_int_equal(story_cast(2, 1), 0);
    assert_int_equal(story_cast(2, 2), 0);
}

uint64_t story_last(void)
{
    return ledger_count(election.ledger) - 1;
}

struct ledger_state story_state(uint16_t cid)
{
    struct ledger_state state;

    ledger_constituency(election.ledger, cid, &state);
    return state;
}
