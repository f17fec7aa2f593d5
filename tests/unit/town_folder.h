/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A whole small election in a folder, for tests of desk/: everything is real but the
 * outbox, which keeps what it is handed. Constituency 1 is STV (public, 2 seats), 2 FPP
 * (staff, 1 seat, by post too); nobody stands in 3. The third officer may only decide.
 */
#ifndef TESTS_TOWN_FOLDER_H
#define TESTS_TOWN_FOLDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/file.h"
#include "core/document.h"
#include "desk/cast.h"
#include "desk/desk.h"
#include "desk/submit.h"
#include "post/outbox.h"
#include "record/entry.h"
#include "scratch.h"
#include "seal/ballot.h"
#include "seal/keyfile.h"

enum {
    TOWN_OFFICERS = 3,
    TOWN_PARCELS = 400,
    TOWN_START = 1780315200, /* 2026-06-01 12:00:00 UTC: the notice of election */
    TOWN_STEP = 86400,       /* between the steps of the timetable */
};

/* What the outbox was handed. */
struct town_parcel {
    enum parcel_kind kind;
    enum parcel_way way;
    int64_t id;
    char name[NAME_SIZE];
    char to[300]; /* email or first line of the address */
    char link[400];
    char reason[400];
    char token[40];
    uint32_t number;
    bool is_replacement;
    bool may_correct;
};

struct town {
    struct scratch scratch;
    char dir[FILE_PATH_SIZE];
    char clock_path[FILE_PATH_SIZE];
    struct clock *clock;
    struct keyfile *officers[TOWN_OFFICERS];
    struct sign_secret *trustee;
    struct sign_secret *mixer;
    struct definition *definition; /* change it before town_define */
    struct buf ceremony;
    struct desk_options options;
    struct desk *desk;
    struct outbox outbox;
    int refuse; /* what the outbox answers; 0: it takes all */
    int refuse_print;
    size_t finished;
    size_t parcel_count;
    struct town_parcel parcels[TOWN_PARCELS];
};

/* For cmocka: *state is a town whose definition is ready and not yet submitted. */
int town_set_up(void **state);
int town_tear_down(void **state);

void town_set_clock(struct town *town, int64_t now);

/* The time of a step. */
int64_t town_at(const struct town *town, enum step step);

/* Closes the desk and opens it again, as after a crash. Gives desk_open's answer. */
int town_reopen(struct town *town);

/* A document with the record's base, signed and submitted; the caller frees it. */
enum town_signer {
    TOWN_RETURNING = 1 << 0,
    TOWN_DEPUTY = 1 << 1,
    TOWN_CLERK = 1 << 2,
    TOWN_TRUSTEE = 1 << 3,
    TOWN_MIXER = 1 << 4,
};
struct document *town_document(struct town *town, enum entry_type type, size_t lists);
int town_submit(struct town *town, const struct document *document, unsigned by);
void town_submission(struct town *town,
                     enum entry_type type,
                     struct span document,
                     unsigned by,
                     struct buf *out);
int town_submit_text(struct town *town,
                     enum entry_type type,
                     struct span document,
                     unsigned by,
                     struct submitted *out);

/* Appends the first waiting document of this type. */
int town_waiting(struct town *town, enum entry_type type, struct buf *out);

/* Signs and submits the first waiting document of this type. */
int town_sign(struct town *town, enum entry_type type, unsigned by);

#endif
