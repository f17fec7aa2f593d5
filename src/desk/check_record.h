/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The stages of electiond check that look at the record. Inside desk/ only. */
#ifndef DESK_CHECK_RECORD_H
#define DESK_CHECK_RECORD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "core/bytes.h"
#include "desk/check.h"
#include "store/entries.h"

struct check_record;

/* Tells a line; check_bad returns CHECK_FAILED. */
void check_good(const struct check_report *report,
                enum check_stage stage,
                const char *what,
                uint64_t number);
int check_bad(const struct check_report *report,
              enum check_stage stage,
              const char *what,
              uint64_t number);

MUST_USE int check_record_new(const char *dir,
                              struct entries *entries,
                              const struct check_report *report,
                              struct check_record **out);
void check_record_free(struct check_record *record);

/* Stages tree, rules, spent and objects. */
MUST_USE int check_record_run(struct check_record *record, const struct sign_key *log);

/* Whether an entry carries a document with this SHA-256. */
bool check_record_has(const struct check_record *record, const struct digest *document);

/* Voter numbers that were ever given by this daemon, until who has them is destroyed.
 */
uint64_t check_record_numbers(const struct check_record *record);

OWNED(check_record)

#endif
