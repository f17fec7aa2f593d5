/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Finding and changing the scenes of a tale, and the parts it is sealed from. */
#ifndef TESTS_TALE_SCENES_H
#define TESTS_TALE_SCENES_H

#include "tale.h"

#define TALE_WITNESS "witness.example"

/* The n-th of a type is counted from 1. */
struct scene *tale_scene(struct tale *tale, enum entry_type type, unsigned nth);
struct scene *tale_vote(struct tale *tale, uint16_t cid, uint32_t number);
struct scene *tale_mix(struct tale *tale, uint16_t cid, unsigned k);
struct scene *tale_shares(struct tale *tale, uint16_t cid, unsigned j);
struct scene *tale_add(struct tale *tale, enum entry_type type, unsigned by);
void tale_remove(struct tale *tale, struct scene *scene);
void tale_move_behind(struct tale *tale,
                      struct scene *scene,
                      const struct scene *other);
void tale_move_before(struct tale *tale,
                      struct scene *scene,
                      const struct scene *other);

/* A second document of the same content, behind the scene. */
struct scene *tale_double(struct tale *tale, const struct scene *scene);
void tale_sign_ballot(struct tale *tale,
                      const struct scene *scene,
                      struct ballot *ballot);
struct box_list *tale_box(struct tale *tale, uint16_t cid);
struct result_list *tale_result(struct tale *tale, uint16_t cid);

/* The result as it was declared; and that of the good tale once more. */
void tale_add_result(struct tale *tale);
void tale_restore(struct tale *tale);

/* tale_record.c: the record's memory. */
void tale_clear(struct tale *tale);
void tale_forget(struct tale *tale); /* the scenes */
void tale_append(struct tale *tale, struct span entry);
struct object_ref tale_object(struct tale *tale, struct span bytes);
void tale_checkpoint(struct tale *tale,
                     const struct tree_head *head,
                     const struct sign_secret *log,
                     struct buf *out);
/* As tale_checkpoint by the log, and the witness's line at this time. */
void tale_cosigned(struct tale *tale,
                   const struct tree_head *head,
                   const struct sign_secret *witness,
                   int64_t time,
                   struct buf *out);

/* Keeps an object for the record that is yet to be sealed: its reference. */
void tale_keep(struct tale *tale, struct span bytes, struct object_ref *out);
void tale_file(const char *folder, const char *name, struct span bytes);

/* tale_acts.c: objects of a mix and of shares, their references in the document. */
void tale_make_roll(struct tale *tale, struct scene *scene, struct document *document);
void tale_make_mix(struct tale *tale, struct scene *scene, struct document *document);
void tale_make_shares(struct tale *tale,
                      struct scene *scene,
                      struct document *document);
void tale_make_ballot(struct tale *tale, struct scene *scene, struct buf *entry);
void tale_gather(struct tale *tale);

#endif
