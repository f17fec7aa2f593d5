// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/retrace.h"

#include <string.h>

#include "seal/ballot.h"
#include "seal/point.h"
#include "seal/scalar.h"

/* The head as a ballot, whose signature nobody made. */
static int read_head(struct span head, struct ballot *out)
{
    uint8_t whole[BALLOT_SIZE] = {0};

    if (head.size != BALLOT_HEAD_SIZE) {
        return RETRACE_MALFORMED;
    }
    memcpy(whole, head.data, head.size);
    return ballot_parse(SPAN(whole), out) == 0 ? 0 : RETRACE_MALFORMED;
}

int retrace_read(struct span head, struct retraced *out)
{
    struct ballot ballot;

    if (read_head(head, &ballot) != 0) {
        return RETRACE_MALFORMED;
    }
    out->eid = ballot.eid;
    out->cid = ballot.cid;
    out->number = ballot.number;
    code_of_head(head, &out->code);
    return 0;
}

int retrace_check(struct span head,
                  const struct scalar *r,
                  const struct choice *choice,
                  const struct choice_rules *rules,
                  const struct point *election_key)
{
    struct ballot ballot;
    struct ciphertext again;
    struct scalar secret;
    struct point block;
    int status;

    if (read_head(head, &ballot) != 0 || ballot_decode(&ballot) != 0
        || scalar_decode(SPAN(*r), &secret) != 0) {
        return RETRACE_MALFORMED;
    }
    status = choice_encode(choice, rules, &block);
    if (status != 0) {
        return status < 0 ? status : RETRACE_CHOICE;
    }
    elgamal_encrypt(election_key, &block, &secret, &again);
    if (!point_is_equal(&again.alpha, &ballot.vote.alpha)
        || !point_is_equal(&again.beta, &ballot.vote.beta)) {
        return RETRACE_OTHER;
    }
    return ballot_check_proof(&ballot, election_key) == 0 ? 0 : RETRACE_PROOF;
}
