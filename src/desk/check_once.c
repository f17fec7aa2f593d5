// SPDX-License-Identifier: AGPL-3.0-or-later
#include "check_once.h"

#include <string.h>

#include "base/fault.h"
#include "record/entry.h"
#include "seal/ballot.h"

#include "check_record.h"

struct looking {
    struct entries *entries;
    uint64_t at;
    uint64_t rows;
};

static int look_at_voter(struct looking *looking, const struct ballot *ballot)
{
    struct entries_ballot found;
    int r = entries_find_ballot(looking->entries, &ballot->credential, &found);

    if (r != 0) {
        return r < 0 ? r : CHECK_FAILED;
    }
    looking->rows++;
    return found.index == looking->at && found.cid == ballot->cid
                   && found.number == ballot->number
               ? 0
               : CHECK_FAILED;
}

static int look_at(struct looking *looking, const struct entry *entry)
{
    struct ballot ballot;
    uint64_t index = 0;
    int r = FOLD(ballot_parse(entry->ballot, &ballot));

    if (r == 0) {
        r = entries_find_alpha(looking->entries, &ballot.vote.alpha, &index);
    }
    if (r != 0 || index != looking->at) {
        return r < 0 ? r : CHECK_FAILED;
    }
    looking->rows++;
    return entry->type == ENTRY_BALLOT ? look_at_voter(looking, &ballot) : 0;
}

static int visit(void *context, const struct entries_row *row)
{
    struct looking *looking = context;
    struct entry entry;
    int r;

    looking->at = row->index;
    r = FOLD(entry_parse(row->bytes, &entry));
    if (r != 0) {
        return r;
    }
    if (row->type != (uint8_t)entry.type) {
        return CHECK_FAILED;
    }
    return entry_is_ballot(entry.type) ? look_at(looking, &entry) : 0;
}

int check_once(struct entries *entries, const struct check_report *report)
{
    struct looking looking = {.entries = entries};
    uint64_t count = 0;
    uint64_t rows = 0;
    int r = FOLD(entries_count(entries, &count));

    if (r == 0) {
        r = entries_each(entries, 0, count, visit, &looking);
    }
    if (r > 0) {
        return check_bad(report,
                         CHECK_SPENT,
                         "what a ballot spends and its entry disagree",
                         looking.at);
    }
    if (r == 0) {
        r = FOLD(entries_count_once(entries, &rows));
    }
    if (r != 0) {
        return r;
    }
    if (rows != looking.rows) {
        return check_bad(report, CHECK_SPENT, "more is spent than ballots spent", rows);
    }
    check_good(report, CHECK_SPENT, "credentials, numbers and alphas, once each", rows);
    return 0;
}
