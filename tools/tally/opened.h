/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A record that a command was given, verified as far as the command needs it. */
#ifndef TALLY_OPENED_H
#define TALLY_OPENED_H

#include "audit/perform.h"
#include "audit/reading.h"
#include "base/attr.h"

enum {
    OPENED_FOLDER_SIZE = 64,
};

/* Progress on the terminal, and nothing anywhere else. */
struct bar {
    const char *what;
    unsigned shown; /* percent */
};

struct opened {
    char folder[OPENED_FOLDER_SIZE]; /* fetched into, removed at the end; or "" */
    struct reading *reading;
    struct code code;
    struct bar bar;
    struct progress progress;
    struct verify_input input;
    struct audit *audit;
};

/* Opens the record and verifies nothing: its code and its statement are the caller's to
 * look at. COMMAND_REFUSED as opened_verify. */
MUST_USE int
opened_read(struct opened *opened, const char *record, const char *election);

/*
 * Opens the record, a folder or an address it is fetched from, and runs the stages up
 * to `last`; the election's code as given, or NULL. COMMAND_REFUSED, said on stderr,
 * when there is no record or no such code; what the stages found is in opened->audit.
 */
MUST_USE int opened_verify(struct opened *opened,
                           const char *record,
                           const char *election,
                           enum stage last);
void opened_deinit(struct opened *opened);

/* As opened_verify, for acts: COMMAND_REFUSED, said with its reason, when a stage
 * failed. */
MUST_USE int opened_for_act(struct opened *opened,
                            const char *record,
                            const char *election,
                            enum stage last);

/* Whether the record is named by its address. */
bool opened_is_address(const char *record);

/* The next long step has this name. And: no step runs any more. */
void opened_begin(struct opened *opened, const char *what);
void opened_end(struct opened *opened);

/* Lots as they were drawn: "5,2,9" wherever one is needed, "3:5,2,9" in constituency 3.
 * COMMAND_USAGE, said on stderr, of anything else. */
MUST_USE int opened_read_lot(const char *text, struct drawn *out);

/* Says which lot is needed, and answers COMMAND_LOT. */
int opened_say_lot(const struct lot_needed *needed);

/* Says why an act was refused, and answers COMMAND_REFUSED. */
int opened_say_refused(int refusal);

#endif
