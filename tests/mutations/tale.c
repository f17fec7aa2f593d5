// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tale.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/perform.h"
#include "seal/group.h"
#include "seal/point.h"
#include "tale_scenes.h"
#include "wire/codec.h"

static void make_keys(struct tale *tale)
{
    size_t i;

    for (i = 0; i < 2; i++) {
        MUST(keyfile_new(KEY_OFFICER, "Officer", &tale->officers[i]));
        tale->secrets[i] = NULL;
    }
    for (i = 2; i < HANDS; i++) {
        MUST(sign_secret_new(&tale->secrets[i]));
    }
    for (i = 0; i < 2 * (size_t)TALE_KEYS; i++) {
        MUST(sign_secret_new(&tale->voters[i / TALE_KEYS][i % TALE_KEYS]));
    }
    MUST(sign_secret_new(&tale->log));
    MUST(sign_secret_new(&tale->witness));
}

/* The officers' keys come out of their files, to sign with here. */
static void copy_officers(struct tale *tale)
{
    struct sign_seed seed;
    size_t i;

    for (i = 0; i < 2; i++) {
        sign_secret_seed(keyfile_sign(tale->officers[i]), &seed);
        MUST(sign_secret_from_seed(&seed, &tale->secrets[i]));
    }
}

static void exchange(struct tale *tale, struct ceremony *ceremony)
{
    struct buf msg1[TALE_TRUSTEES];
    unsigned culprit;
    unsigned i;

    for (i = 0; i < TALE_TRUSTEES; i++) {
        buf_init(&msg1[i], 4096);
        MUST(ceremony_make(ceremony, i + 1, &tale->statics[i], &msg1[i]));
        ceremony_commit(ceremony, i + 1, buf_span(&msg1[i]), &ceremony->commits[i]);
    }
    for (i = 0; i < TALE_TRUSTEES; i++) {
        MUST(ceremony_accept(ceremony, i + 1, buf_span(&msg1[i])));
        buf_deinit(&msg1[i]);
    }
    for (i = 0; i < TALE_TRUSTEES; i++) {
        MUST(ceremony_sign(ceremony, i + 1, &tale->statics[i]));
        MUST(ceremony_restore(ceremony, &tale->statics[i], &culprit, &tale->shares[i]));
    }
}

static void hold_ceremony(struct tale *tale)
{
    struct ceremony *ceremony = &tale->ceremony;
    unsigned i;

    memset(&ceremony->nonce, 7, sizeof(ceremony->nonce));
    ceremony->cocktail.n = TALE_TRUSTEES;
    ceremony->cocktail.t = 2;
    for (i = 0; i < TALE_TRUSTEES; i++) {
        group_nonce("pok", SPAN(*tale), span_of_text("static"), i, &tale->statics[i]);
        point_mul_base(&tale->statics[i], &ceremony->cocktail.statics[i]);
        ceremony->keys[i] = *sign_secret_key(tale->secrets[4 + i]);
    }
    MUST(ceremony_begin(ceremony));
    exchange(tale, ceremony);
}

/* Keeps what audit makes of the good record: its sheets, then its result. */
static int keep(void *context, const struct product *product)
{
    struct tale *tale = context;
    struct buf *kept = &tale->result;

    if (product->document.size == 0) {
        kept = tale->sheets[0].size == 0 ? &tale->sheets[0] : &tale->sheets[1];
        buf_put_span(kept, product->object);
    } else {
        buf_put_span(kept, product->document);
    }
    return buf_status(kept);
}

static void declare(struct tale *tale)
{
    const struct keyfile *officers[] = {tale->officers[0], tale->officers[1]};
    const struct drawn drawn = {.list = {1, {2}}};
    const struct declaration declaration = {.officers = officers,
                                            .officer_count = 2,
                                            .drawn_count = 1,
                                            .drawn = &drawn,
                                            .sentence = "Those named are elected."};
    const struct sink sink = {tale, keep};
    struct lot_needed needed;
    struct verify_input input = {.source = &tale->source};
    struct audit *audit = NULL;
    struct buf note;

    buf_init(&note, 10000);
    tale_checkpoint(tale, &tale->head, tale->log, &note);
    input.checkpoint = buf_span(&note);
    MUST(verify_run(&input, STAGE_SHARES, &audit));
    MUST((int)finding_failed(verify_findings(audit)));
    MUST(perform_declare(audit, &declaration, &sink, &needed));
    audit_free(audit);
    buf_deinit(&note);
}

void tale_restore(struct tale *tale)
{
    struct buf *told[] = {&tale->result, &tale->sheets[0], &tale->sheets[1]};
    size_t i;

    for (i = 0; i < 3; i++) {
        buf_reset(told[i]);
        buf_put_span(told[i], buf_span(&tale->good[i]));
    }
}

void tale_declare(struct tale *tale)
{
    buf_reset(&tale->result);
    buf_reset(&tale->sheets[0]);
    buf_reset(&tale->sheets[1]);
    tale_seal(tale);
    declare(tale);
    tale_add_result(tale);
}

void tale_open(struct tale *tale)
{
    size_t i;

    memset(tale, 0, sizeof(*tale));
    make_keys(tale);
    copy_officers(tale);
    hold_ceremony(tale);
    buf_init(&tale->result, CODEC_SIZE_MAX);
    buf_init(&tale->kept, TALE_OBJECT_MAX);
    for (i = 0; i < 2; i++) {
        buf_init(&tale->sheets[i], TALE_OBJECT_MAX);
    }
    for (i = 0; i < 3; i++) {
        buf_init(&tale->good[i], TALE_OBJECT_MAX);
    }
    tale_begin(tale);
    tale_seal(tale);
    declare(tale);
    buf_put_span(&tale->good[0], buf_span(&tale->result));
    buf_put_span(&tale->good[1], buf_span(&tale->sheets[0]));
    buf_put_span(&tale->good[2], buf_span(&tale->sheets[1]));
}

void tale_close(struct tale *tale)
{
    size_t i;

    tale_forget(tale);
    tale_clear(tale);
    for (i = 0; i < 2; i++) {
        keyfile_free(tale->officers[i]);
        buf_deinit(&tale->sheets[i]);
        free(tale->outputs[i]);
    }
    for (i = 0; i < HANDS; i++) {
        sign_secret_free(tale->secrets[i]);
    }
    for (i = 0; i < 2 * (size_t)TALE_KEYS; i++) {
        sign_secret_free(tale->voters[i / TALE_KEYS][i % TALE_KEYS]);
    }
    sign_secret_free(tale->log);
    sign_secret_free(tale->witness);
    for (i = 0; i < 3; i++) {
        buf_deinit(&tale->good[i]);
    }
    buf_deinit(&tale->result);
    buf_deinit(&tale->kept);
}
