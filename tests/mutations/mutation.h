/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The mutations: for every violation of audit/violation at least one way to tell the
 * tale so that it alone is found, whatever else could be made right being right. Some
 * tell it unusually and yet well.
 */
#ifndef TESTS_MUTATION_H
#define TESTS_MUTATION_H

#include "tale_scenes.h"

struct mutation {
    const char *name;
    const char *violation; /* "": a good record */
    void (*change)(struct tale *tale, int argument);
    int argument;
    void (*spoil)(struct tale *tale, const char *folder); /* its files */
};

/* NULL after the last. */
const struct mutation *mutation_at(size_t place);

/* Tells it, and leaves it in the folder. */
void mutation_write(const struct mutation *mutation,
                    struct tale *tale,
                    const char *folder);

/* Each ends with an empty row. */
extern const struct mutation mutations_of_log[];
extern const struct mutation mutations_of_forms[];
extern const struct mutation mutations_of_witness[];
extern const struct mutation mutations_of_origin[];
extern const struct mutation mutations_of_settlement[];
extern const struct mutation mutations_of_poll[];
extern const struct mutation mutations_of_ballots[];
extern const struct mutation mutations_of_broken[];
extern const struct mutation mutations_of_numbers[];
extern const struct mutation mutations_of_notes[];
extern const struct mutation mutations_of_box[];
extern const struct mutation mutations_of_mixes[];
extern const struct mutation mutations_of_shares[];
extern const struct mutation mutations_of_result[];
extern const struct mutation mutations_of_counts[];
extern const struct mutation mutations_twice[];
extern const struct mutation mutations_for_good[];

/* Of the first scene of a type: another hand signs; wrongly; it comes again, byte for
 * byte; a second one like it comes. */
void mutation_strange(struct tale *tale, int type);
void mutation_forge(struct tale *tale, int type);
void mutation_repeat(struct tale *tale, int type);
void mutation_double(struct tale *tale, int type);

/* The first of a type moved before the box; and once more behind the result. */
void mutation_before_box(struct tale *tale, int type);
void mutation_behind_result(struct tale *tale, int type);

/* Spoils of an object: cut short, of another magic, its last scalar not reduced. */
void mutation_cut(struct tale *tale, struct buf *object);
void mutation_damage(struct tale *tale, struct buf *object);
void mutation_lengthen(struct tale *tale, struct buf *object);

/* A file of the folder: one bit changed in its middle; removed; written. */
void mutation_flip(const char *folder, const char *name);
void mutation_drop(const char *folder, const char *name);

/* The name of object `at` in the folder. */
void mutation_object_name(const struct tale *tale, size_t at, char out[80]);

/* Another sheet of the first constituency, and the result signed for it. */
void mutation_edit_sheet(struct tale *tale, const char *from, const char *to);

/* Puts `to` in place of the first `from`, which must be there. */
void mutation_replace(struct buf *text, const char *from, const char *to);

#endif
