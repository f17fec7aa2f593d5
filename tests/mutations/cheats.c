// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cheats.h"

#include "seal/group.h"
#include "seal/point.h"
#include "seal/scalar.h"
#include "seal/transcript.h"

enum {
    MOST = 16,
};

/* The secrets of a mix that leaves everything in its place. */
struct witness {
    struct scalar rho[MOST];
    struct scalar r[MOST];
    struct scalar chain[MOST];
    struct scalar u[MOST];
    struct scalar omega[4];
    struct scalar chain_omega[MOST];
    struct scalar prime_omega[MOST];
};

static void draw(struct scalar *out, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) {
        group_nonce("mix", span_of_text("cheat"), SPAN(i), (uint32_t)i, &out[i]);
    }
}

static void
add_product(const struct scalar *a, const struct point *point, struct point *sum)
{
    struct point term;

    point_mul(a, point, &term);
    point_add(sum, &term, sum);
}

/* out = omega + c * secret */
static void respond(const struct scalar *omega,
                    const struct scalar *c,
                    const struct scalar *secret,
                    struct scalar *out)
{
    struct scalar product;

    scalar_mul(c, secret, &product);
    scalar_add(omega, &product, out);
}

static void
add_scalar(const struct scalar *a, const struct scalar *b, struct scalar *sum)
{
    struct scalar product;

    scalar_mul(a, b, &product);
    scalar_add(sum, &product, sum);
}

static void encrypt(const struct shuffle_task *task,
                    const struct ciphertext *input,
                    struct oracle_mix *shuffle,
                    const struct witness *witness)
{
    struct point generator;
    size_t i;

    for (i = 0; i < task->count; i++) {
        shuffle->output[i] = input[i];
        add_product(&witness->rho[i], &point_base, &shuffle->output[i].alpha);
        add_product(&witness->rho[i], &task->key, &shuffle->output[i].beta);
        group_generator(&task->eid, task->cid, (uint32_t)i + 1, &generator);
        shuffle->c[i] = generator;
        add_product(&witness->r[i], &point_base, &shuffle->c[i]);
    }
}

static void find_u(const struct shuffle_task *task,
                   const struct ciphertext *input,
                   const struct oracle_mix *shuffle,
                   struct wide *seed,
                   struct witness *witness)
{
    struct transcript transcript;
    struct wide wide;
    size_t n = task->count;
    size_t i;

    transcript_begin(&transcript, "mix-seed");
    transcript_add(&transcript, SPAN(task->eid));
    transcript_add_u16(&transcript, task->cid);
    transcript_add(&transcript, SPAN(task->box));
    transcript_add_u8(&transcript, task->k);
    transcript_add(&transcript, SPAN(task->mixer));
    transcript_add(&transcript, SPAN(task->key));
    transcript_add(&transcript, span_of(input, n * sizeof(*input)));
    transcript_add(&transcript, span_of(shuffle->output, n * sizeof(*input)));
    transcript_add(&transcript, span_of(shuffle->c, n * sizeof(*shuffle->c)));
    transcript_end(&transcript, seed);
    for (i = 0; i < n; i++) {
        transcript_begin(&transcript, "mix-u");
        transcript_add(&transcript, SPAN(*seed));
        transcript_add_u32(&transcript, (uint32_t)i + 1);
        transcript_end(&transcript, &wide);
        scalar_from_wide(&wide, &witness->u[i]);
    }
}

/* ĉ_i = r̂_i B + u_i ĉ_{i-1}, t̂_i = ω̂_i B + ω'_i ĉ_{i-1} */
static void link_chain(const struct shuffle_task *task,
                       struct oracle_mix *shuffle,
                       const struct witness *witness)
{
    struct point before;
    size_t i;

    group_generator(&task->eid, task->cid, 0, &before);
    for (i = 0; i < task->count; i++) {
        point_mul_base(&witness->chain[i], &shuffle->chain[i]);
        add_product(&witness->u[i], &before, &shuffle->chain[i]);
        point_mul_base(&witness->chain_omega[i], &shuffle->chain_commitments[i]);
        add_product(&witness->prime_omega[i], &before, &shuffle->chain_commitments[i]);
        before = shuffle->chain[i];
    }
}

static void commit(const struct shuffle_task *task,
                   struct oracle_mix *shuffle,
                   const struct witness *witness)
{
    struct scalar minus;
    struct point generator;
    size_t i;

    for (i = 0; i < 3; i++) {
        point_mul_base(&witness->omega[i], &shuffle->t[i]);
    }
    scalar_negate(&witness->omega[3], &minus);
    point_mul(&minus, &task->key, &shuffle->t[3]);
    point_mul_base(&minus, &shuffle->t[4]);
    for (i = 0; i < task->count; i++) {
        const struct scalar *omega = &witness->prime_omega[i];

        group_generator(&task->eid, task->cid, (uint32_t)i + 1, &generator);
        add_product(omega, &generator, &shuffle->t[2]);
        add_product(omega, &shuffle->output[i].beta, &shuffle->t[3]);
        add_product(omega, &shuffle->output[i].alpha, &shuffle->t[4]);
    }
}

static void find_challenge(const struct wide *seed,
                           const struct oracle_mix *shuffle,
                           struct scalar *out)
{
    struct transcript transcript;
    struct wide wide;
    size_t size = shuffle->count * sizeof(struct point);

    transcript_begin(&transcript, "mix");
    transcript_add(&transcript, SPAN(*seed));
    transcript_add(&transcript, span_of(shuffle->chain, size));
    transcript_add(&transcript, SPAN(shuffle->t));
    transcript_add(&transcript, span_of(shuffle->chain_commitments, size));
    transcript_end(&transcript, &wide);
    scalar_from_wide(&wide, out);
}

/* v_N = 1, v_i = u_{i+1} v_{i+1} */
static void answer(const struct witness *witness,
                   const struct scalar *c,
                   struct oracle_mix *shuffle)
{
    struct scalar sums[4];
    struct scalar v;
    size_t i;

    for (i = 0; i < 4; i++) {
        scalar_from_u64(0, &sums[i]);
    }
    scalar_from_u64(1, &v);
    for (i = shuffle->count; i-- > 0;) {
        scalar_add(&sums[0], &witness->r[i], &sums[0]);
        add_scalar(&witness->chain[i], &v, &sums[1]);
        add_scalar(&witness->r[i], &witness->u[i], &sums[2]);
        add_scalar(&witness->rho[i], &witness->u[i], &sums[3]);
        scalar_mul(&v, &witness->u[i], &v);
        respond(&witness->chain_omega[i],
                c,
                &witness->chain[i],
                &shuffle->chain_responses[i]);
        respond(&witness->prime_omega[i], c, &witness->u[i], &shuffle->responses[i]);
    }
    for (i = 0; i < 4; i++) {
        respond(&witness->omega[i], c, &sums[i], &shuffle->s[i]);
    }
}

static void prove(const struct shuffle_task *task,
                  const struct ciphertext *input,
                  void (*slip)(struct oracle_mix *shuffle),
                  struct oracle_mix *shuffle)
{
    static struct witness witness;
    struct wide seed;
    struct scalar c;

    draw(witness.rho, MOST);
    draw(witness.r, MOST);
    draw(witness.chain, MOST);
    draw(witness.omega, 4);
    draw(witness.chain_omega, MOST);
    draw(witness.prime_omega, MOST);
    encrypt(task, input, shuffle, &witness);
    slip(shuffle);
    find_u(task, input, shuffle, &seed, &witness);
    link_chain(task, shuffle, &witness);
    commit(task, shuffle, &witness);
    find_challenge(&seed, shuffle, &c);
    answer(&witness, &c, shuffle);
}

static void slip_beta(struct oracle_mix *shuffle)
{
    point_add(&shuffle->output[0].beta, &point_base, &shuffle->output[0].beta);
}

static void slip_alpha(struct oracle_mix *shuffle)
{
    point_add(&shuffle->output[0].alpha, &point_base, &shuffle->output[0].alpha);
}

static void slip_copy(struct oracle_mix *shuffle)
{
    shuffle->output[1] = shuffle->output[0];
}

static void slip_permutation(struct oracle_mix *shuffle)
{
    point_add(&shuffle->c[0], &point_base, &shuffle->c[0]);
}

void cheat_beta(const struct shuffle_task *task,
                const struct ciphertext *input,
                struct oracle_mix *shuffle)
{
    prove(task, input, slip_beta, shuffle);
}

void cheat_alpha(const struct shuffle_task *task,
                 const struct ciphertext *input,
                 struct oracle_mix *shuffle)
{
    prove(task, input, slip_alpha, shuffle);
}

void cheat_copy(const struct shuffle_task *task,
                const struct ciphertext *input,
                struct oracle_mix *shuffle)
{
    prove(task, input, slip_copy, shuffle);
}

void cheat_permutation(const struct shuffle_task *task,
                       const struct ciphertext *input,
                       struct oracle_mix *shuffle)
{
    prove(task, input, slip_permutation, shuffle);
}

static void find_sums(const struct share_task *task,
                      const struct ciphertext *output,
                      const struct oracle_shares *share,
                      struct wide *seed,
                      struct point sums[2])
{
    struct transcript transcript;
    struct scalar e;
    struct wide wide;
    size_t i;

    transcript_begin(&transcript, "share-seed");
    transcript_add(&transcript, SPAN(task->eid));
    transcript_add_u16(&transcript, task->cid);
    transcript_add(&transcript, SPAN(task->box));
    transcript_add_u8(&transcript, task->j);
    transcript_add(&transcript, SPAN(task->key));
    transcript_add(&transcript, span_of(output, task->count * sizeof(*output)));
    transcript_add(&transcript, span_of(share->d, task->count * sizeof(*share->d)));
    transcript_end(&transcript, seed);
    sums[0] = point_identity;
    sums[1] = point_identity;
    for (i = 0; i < task->count; i++) {
        transcript_begin(&transcript, "share-e");
        transcript_add(&transcript, SPAN(*seed));
        transcript_add_u32(&transcript, (uint32_t)i + 1);
        transcript_end(&transcript, &wide);
        scalar_from_wide(&wide, &e);
        add_product(&e, &output[i].alpha, &sums[0]);
        add_product(&e, &share->d[i], &sums[1]);
    }
}

/* A1 = wB, A2 = wM, s = w + cx: whatever d is. */
static void prove_share(const struct share_task *task,
                        const struct ciphertext *output,
                        const struct scalar *x,
                        struct oracle_shares *share)
{
    struct transcript transcript;
    struct point sums[2];
    struct wide seed;
    struct wide wide;
    struct scalar w;
    struct scalar c;

    find_sums(task, output, share, &seed, sums);
    draw(&w, 1);
    point_mul_base(&w, &share->a1);
    point_mul(&w, &sums[0], &share->a2);
    transcript_begin(&transcript, "share");
    transcript_add(&transcript, SPAN(seed));
    transcript_add(&transcript, SPAN(sums[0]));
    transcript_add(&transcript, SPAN(sums[1]));
    transcript_add(&transcript, SPAN(share->a1));
    transcript_add(&transcript, SPAN(share->a2));
    transcript_end(&transcript, &wide);
    scalar_from_wide(&wide, &c);
    respond(&w, &c, x, &share->s);
}

void cheat_share(const struct share_task *task,
                 const struct ciphertext *output,
                 const struct scalar *x,
                 struct oracle_shares *share)
{
    point_add(&share->d[0], &point_base, &share->d[0]);
    prove_share(task, output, x, share);
}

void cheat_cancelling(const struct share_task *task,
                      const struct ciphertext *output,
                      const struct scalar *x,
                      struct oracle_shares *share)
{
    point_add(&share->d[0], &point_base, &share->d[0]);
    point_sub(&share->d[1], &point_base, &share->d[1]);
    prove_share(task, output, x, share);
}
