// SPDX-License-Identifier: AGPL-3.0-or-later
#include <stdio.h>
#include <stdlib.h>

#include "audit/perform.h"
#include "audit/reading.h"
#include "audit_bench.h"
#include "seal/share.h"
#include "seal/shuffle.h"

/* A mix or shares: the object, and the document of its maker. */
static void contribute(struct bench *bench,
                       enum entry_type type,
                       unsigned index,
                       struct span object)
{
    struct document *document = bench_draft(bench, type);

    document->of.contribution.cid = BENCH_CID;
    document->of.contribution.index = (uint8_t)index;
    document->of.contribution.object = bench_object(bench, object);
    bench_document(bench,
                   document,
                   type == ENTRY_MIX ? bench->mixer_keys[index - 1]
                                     : bench->trustee_keys[index - 1]);
}

static struct span list_of(const struct bench *bench)
{
    return span_of(bench->list, bench->ballots * sizeof(*bench->list));
}

static void mix(struct bench *bench, unsigned k)
{
    CLEANUP(buf_deinit) struct buf object;
    struct span list = list_of(bench);
    const struct shuffle_task task = {
        .eid = bench->eid,
        .cid = BENCH_CID,
        .box = bench->box,
        .k = (uint8_t)k,
        .mixer = *sign_secret_key(bench->mixer_keys[k - 1]),
        .key = bench->definition->election_key,
        .count = bench->ballots,
        .input = pieces_of(&list),
    };
    struct bench_timer timer;
    struct span bytes;
    struct pieces pieces;

    buf_init(&object, shuffle_size(bench->ballots));
    bench_begin(&timer);
    bench_must(shuffle_prove(&task, span_of_text("bench"), NULL, &object), "a mix");
    bench_tell(bench, &timer, "mix and prove", 0.44);
    bytes = buf_span(&object);
    pieces = pieces_of(&bytes);
    bench_begin(&timer);
    bench_must(shuffle_verify(&task, &pieces, NULL), "a mix");
    bench_tell(bench, &timer, "verify a mix", 0);
    contribute(bench, ENTRY_MIX, k, bytes);
    pieces = shuffle_output(&pieces, bench->ballots);
    bench_must(pieces_read(&pieces, 0, list.size, bench->list), "a mix");
}

static void share(struct bench *bench, unsigned j)
{
    CLEANUP(buf_deinit) struct buf object;
    struct span list = list_of(bench);
    struct share_task task = {
        .eid = bench->eid,
        .cid = BENCH_CID,
        .box = bench->box,
        .j = (uint8_t)j,
        .count = bench->ballots,
        .output = pieces_of(&list),
    };
    struct bench_timer timer;
    struct span bytes;
    struct pieces pieces;
    struct scalar x;
    unsigned culprit;

    ceremony_share_key(bench->ceremony, j, &task.key);
    bench_must(ceremony_restore(bench->ceremony, &bench->statics[j - 1], &culprit, &x),
               "a trustee's key");
    buf_init(&object, share_size(bench->ballots));
    bench_begin(&timer);
    bench_must(share_make(&task, &x, NULL, &object), "shares");
    bench_tell(bench, &timer, "decrypt, a trustee", 0.18);
    bytes = buf_span(&object);
    pieces = pieces_of(&bytes);
    bench_begin(&timer);
    bench_must(share_verify(&task, &pieces, NULL), "shares");
    bench_tell(bench, &timer, "verify a trustee's shares", 0);
    contribute(bench, ENTRY_SHARES, j, bytes);
}

static int take_product(void *context, const struct product *product)
{
    struct bench *bench = context;
    struct entry entry = {
        .type = product->type, .time = bench->time, .document = product->document};
    size_t i;

    if (product->object.size > 0) {
        (void)bench_object(bench, product->object);
    }
    if (product->document.size == 0) {
        return 0;
    }
    entry.signer_count = product->signer_count;
    for (i = 0; i < entry.signer_count; i++) {
        entry.signers[i].key = product->signers[i].key;
        entry.signers[i].signature = product->signers[i].signature;
    }
    bench_entry(bench, &entry);
    return 0;
}

/* On the record as it stands, read from the folder. */
static void declare(struct bench *bench)
{
    CLEANUP(reading_freep) struct reading *reading = NULL;
    CLEANUP(audit_freep) struct audit *audit = NULL;
    const struct sink sink = {bench, take_product};
    const struct keyfile *officer = bench->officer;
    const struct drawn drawn = {
        .list = {BENCH_CANDIDATES, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}}};
    const struct declaration declaration = {
        .officers = &officer,
        .officer_count = 1,
        .drawn_count = 1,
        .drawn = &drawn,
        .sentence = "The persons named are elected.",
    };
    struct verify_input input = {.source = NULL};
    struct lot_needed needed;

    bench_must(reading_open(bench->folder, &reading), "the record");
    reading_input(reading, &input);
    bench_must(verify_run(&input, STAGE_SHARES, &audit), "the record");
    bench_must((int)finding_failed(verify_findings(audit)), "the record");
    bench_must(perform_declare(audit, &declaration, &sink, &needed), "the result");
}

void bench_tally(struct bench *bench)
{
    unsigned i;

    for (i = 1; i <= bench->mixers; i++) {
        mix(bench, i);
    }
    for (i = 1; i <= bench->trustees; i++) {
        share(bench, i);
    }
    bench_write(bench);
    declare(bench);
    bench_write(bench);
}
