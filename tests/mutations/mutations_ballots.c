// SPDX-License-Identifier: AGPL-3.0-or-later
/* Ballots and keyed papers that must not stand. */
#include <string.h>

#include "mutation.h"
#include "seal/group.h"
#include "seal/point.h"
#include "seal/scalar.h"

enum {
    HEAD_AT = 9, /* in an entry: u8 type ‖ u64 time */
};

/* The vote that is spoilt, and what it is spoilt as: a ballot, or a keyed paper. */
static struct scene *find(struct tale *tale, bool is_entered)
{
    return is_entered ? tale_scene(tale, ENTRY_ENTERED, 1) : tale_vote(tale, 1, 4);
}

static struct elgamal_statement statement_of(const struct tale *tale,
                                             const struct ballot *ballot)
{
    return (struct elgamal_statement){.eid = ballot->eid,
                                      .cid = ballot->cid,
                                      .number = ballot->number,
                                      .declaration = ballot->declaration,
                                      .credential = ballot->credential,
                                      .election_key = tale->key,
                                      .vote = ballot->vote};
}

/* Encrypts the same choice with this r, proves it, signs it. */
static void encrypt(struct tale *tale,
                    const struct scene *scene,
                    const struct scalar *r,
                    struct ballot *ballot)
{
    static const struct choice_rules rules = {METHOD_STV, 4, 4};
    struct elgamal_statement statement;
    struct scalar w;
    struct point block;

    MUST(choice_encode(&scene->choice, &rules, &block));
    elgamal_encrypt(&tale->key, &block, r, &ballot->vote);
    group_nonce("pok", SPAN(*r), SPAN(ballot->number), 0, &w);
    statement = statement_of(tale, ballot);
    elgamal_prove(&statement, r, &w, &ballot->proof);
    tale_sign_ballot(tale, scene, ballot);
}

static void elsewhere(struct tale *tale, struct scene *scene, struct ballot *ballot)
{
    struct scalar r;

    ballot->eid.bytes[0] ^= 1;
    scalar_from_u64(12345, &r);
    encrypt(tale, scene, &r, ballot);
}

/* The very r of the ballot below: copied, or made twice by one device. */
static void known(struct tale *tale, struct scene *scene, struct ballot *ballot)
{
    struct scalar r;

    scalar_from_u64(54321, &r);
    encrypt(tale, scene, &r, ballot);
    scene->vote = ballot->vote;
}

/* alpha is the identity: a vote in the clear. */
static void clear(struct tale *tale, struct scene *scene, struct ballot *ballot)
{
    struct scalar zero;

    scalar_from_u64(0, &zero);
    encrypt(tale, scene, &zero, ballot);
}

static void odd_alpha(struct tale *tale, struct scene *scene, struct ballot *ballot)
{
    memset(&ballot->vote.alpha, 0xff, POINT_SIZE);
    tale_sign_ballot(tale, scene, ballot);
}

/* The negative of a canonical encoding's number is no encoding. */
static void negative_beta(struct tale *tale, struct scene *scene, struct ballot *ballot)
{
    ballot->vote.beta.bytes[0] ^= 1;
    tale_sign_ballot(tale, scene, ballot);
}

static void no_commitment(struct tale *tale, struct scene *scene, struct ballot *ballot)
{
    ballot->proof.commitment = point_identity;
    tale_sign_ballot(tale, scene, ballot);
}

static void add_order(uint8_t scalar[32])
{
    static const uint8_t order[32] = {0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58,
                                      0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14,
                                      0,    0,    0,    0,    0,    0,    0,    0,
                                      0,    0,    0,    0,    0,    0,    0,    0x10};
    unsigned carry = 0;
    size_t i;

    for (i = 0; i < 32; i++) {
        carry += (unsigned)scalar[i] + order[i];
        scalar[i] = (uint8_t)carry;
        carry >>= 8;
    }
}

/* s + L: the same modulo L. */
static void long_response(struct tale *tale, struct scene *scene, struct ballot *ballot)
{
    add_order(ballot->proof.response.bytes);
    tale_sign_ballot(tale, scene, ballot);
}

static void
wrong_response(struct tale *tale, struct scene *scene, struct ballot *ballot)
{
    struct scalar one;

    scalar_from_u64(1, &one);
    scalar_add(&ballot->proof.response, &one, &ballot->proof.response);
    tale_sign_ballot(tale, scene, ballot);
}

/* The vote and proof of another voter, as they are, under one's own name. */
static void stolen(struct tale *tale, struct scene *scene, struct ballot *ballot)
{
    struct ballot other;
    struct entry entry;

    MUST(entry_parse(buf_span(&tale->entries[scene->index - 1]), &entry));
    MUST(ballot_parse(entry.ballot, &other));
    ballot->vote = other.vote;
    point_add(&ballot->vote.alpha, &point_base, &ballot->vote.alpha);
    ballot->proof = other.proof;
    tale_sign_ballot(tale, scene, ballot);
}

static void forged(struct tale *tale, struct scene *scene, struct ballot *ballot)
{
    uint8_t bytes[BALLOT_SIZE];

    (void)scene;
    ballot_write(ballot, bytes);
    sign_ballot(
        tale->secrets[HANDS - 1], span_of(bytes, BALLOT_HEAD_SIZE), &ballot->signature);
}

/* S + L: the same modulo L. */
static void
long_signature(struct tale *tale, struct scene *scene, struct ballot *ballot)
{
    (void)tale;
    (void)scene;
    add_order(ballot->signature.bytes + 32);
}

/* Signed first, changed then. */
static void changed(struct tale *tale, struct scene *scene, struct ballot *ballot)
{
    (void)tale;
    (void)scene;
    ballot->signature.bytes[3] ^= 1;
}

static void change_ballot(struct tale *tale, int argument)
{
    static void (*const spoils[])(struct tale *, struct scene *, struct ballot *) = {
        elsewhere,
        clear,
        odd_alpha,
        negative_beta,
        no_commitment,
        long_response,
        wrong_response,
        stolen,
        forged,
        long_signature,
        changed,
    };
    enum {
        SPOILS = ARRAY_SIZE(spoils)
    };

    find(tale, argument >= SPOILS)->spoils.ballot = spoils[argument % SPOILS];
}

enum {
    PAPER = 11, /* added to the number of a spoil: of a keyed paper */
};

static void copy_alpha(struct tale *tale, int is_entered)
{
    tale_vote(tale, 1, 2)->spoils.ballot = known;
    find(tale, is_entered != 0)->spoils.ballot = known;
}

static void wrong_magic(struct tale *tale, struct buf *entry)
{
    struct signature signature;

    entry->data[HEAD_AT] ^= 1;
    sign_ballot(entry->data[0] == ENTRY_ENTERED ? tale->secrets[2] : tale->voters[0][3],
                span_of(entry->data + HEAD_AT, BALLOT_HEAD_SIZE),
                &signature);
    memcpy(entry->data + HEAD_AT + BALLOT_HEAD_SIZE, &signature, sizeof(signature));
}

static void change_magic(struct tale *tale, int is_entered)
{
    find(tale, is_entered != 0)->spoils.entry = wrong_magic;
}

/* Number 4's vote comes under another number, by another's key. */
static void change_number(struct tale *tale, int argument)
{
    static const struct {
        uint32_t number;
        size_t voter;
    } others[] = {{11, 10}, {4, 9}, {6, 5}, {3, 2}, {0, 3}, {7, 3}};
    struct scene *scene = tale_vote(tale, 1, 4);

    scene->number = others[argument].number;
    scene->voter = others[argument].voter;
}

/* Of 10, who never voted, with a signature that is none. */
static void stuff(struct tale *tale, int argument)
{
    struct scene *scene = tale_vote(tale, 1, 4);

    (void)argument;
    tale_move_before(tale, scene, tale_scene(tale, ENTRY_RECEIVED, 1));
    scene->number = 10;
    scene->voter = 9;
    scene->spoils.ballot = forged;
}

static void change_constituency(struct tale *tale, int argument)
{
    struct scene *scene = tale_double(tale, tale_vote(tale, 1, 4));

    (void)argument;
    scene->cid = 3;
    scene->is_in = false;
}

static void change_wording(struct tale *tale, int argument)
{
    tale_vote(tale, argument < 0 ? 2 : 1, 4)->declaration =
        (uint8_t)(argument < 0 ? 1 : argument);
}

static void before_open(struct tale *tale, int argument)
{
    (void)argument;
    tale_move_before(tale, tale_vote(tale, 1, 1), tale_scene(tale, ENTRY_OPEN, 1));
}

static void behind_close(struct tale *tale, int argument)
{
    (void)argument;
    tale_move_behind(tale, tale_vote(tale, 1, 4), tale_scene(tale, ENTRY_CLOSE, 1));
}

/* In its place, and yet not in time. */
static void too_late(struct tale *tale, int argument)
{
    struct scene *scene = tale_vote(tale, 1, 4);

    (void)argument;
    tale_move_before(tale, scene, tale_scene(tale, ENTRY_CLOSE, 1));
    scene->time = tale_scene(tale, ENTRY_CLOSE, 1)->time;
}

/* Who was struck off votes once more. */
static void change_struck(struct tale *tale, int argument)
{
    struct scene *scene = tale_vote(tale, 2, 4);

    (void)argument;
    tale_move_behind(tale, scene, tale_scene(tale, ENTRY_DISQUALIFY, 1));
    scene->number = 5;
    scene->voter = 4;
}

static void entered_early(struct tale *tale, int argument)
{
    (void)argument;
    tale_move_before(
        tale, tale_scene(tale, ENTRY_ENTERED, 1), tale_scene(tale, ENTRY_OPEN, 1));
}

static void entered_late(struct tale *tale, int argument)
{
    struct scene *scene = tale_double(tale, tale_scene(tale, ENTRY_ENTERED, 1));

    (void)argument;
    tale_move_behind(tale, scene, tale_scene(tale, ENTRY_BOX, 1));
    scene->is_in = false;
}

static void change_entered(struct tale *tale, int argument)
{
    struct scene *scene = tale_scene(tale, ENTRY_ENTERED, 1);

    switch (argument) {
    case 0:
        scene->number = 10;
        break;
    case 1:
        scene->declaration = 1;
        break;
    default:
        scene->cid = 3;
        scene->is_in = false;
        break;
    }
}

static void by_stranger(struct tale *tale, struct scene *scene, struct ballot *ballot)
{
    struct ballot_plan plan = {.eid = tale->eid, .cid = 1, .election_key = tale->key};
    static const struct choice_rules rules = {METHOD_STV, 4, 4};

    MUST(choice_encode(&scene->choice, &rules, &plan.block));
    ballot_make(&plan, tale->secrets[HANDS - 1], ballot);
    scene->vote = ballot->vote;
}

static void change_clerk(struct tale *tale, int argument)
{
    (void)argument;
    tale_scene(tale, ENTRY_ENTERED, 1)->spoils.ballot = by_stranger;
}

const struct mutation mutations_of_ballots[] = {
    {"ballot-of-no-form", "ballot-malformed", change_magic, 0, NULL},
    {"ballot-of-another-election", "ballot-election", change_ballot, 0, NULL},
    {"ballot-before-open", "ballot-not-open", before_open, 0, NULL},
    {"ballot-behind-close", "ballot-closed", behind_close, 0, NULL},
    {"ballot-not-in-time", "ballot-closed", too_late, 0, NULL},
    {"ballot-of-the-unopposed", "ballot-constituency", change_constituency, 0, NULL},
    {"ballot-more-than-voters", "ballot-number", change_number, 0, NULL},
    {"ballot-of-number-zero", "ballot-number", change_number, 4, NULL},
    {"ballot-of-another-credential", "ballot-owner", change_number, 1, NULL},
    {"ballot-under-another-number", "ballot-owner", change_number, 5, NULL},
    {"ballot-of-a-replaced-number", "ballot-cancelled", change_number, 2, NULL},
    {"ballot-second-of-a-number", "ballot-spent", change_number, 3, NULL},
    {"ballot-of-the-disqualified", "ballot-struck", change_struck, 0, NULL},
    {"ballot-without-declaration", "ballot-wording", change_wording, 0, NULL},
    {"ballot-unknown-declaration", "ballot-wording", change_wording, 2, NULL},
    {"ballot-needless-declaration", "ballot-wording", change_wording, -1, NULL},
    {"ballot-copied-alpha", "ballot-copied", copy_alpha, 0, NULL},
    {"ballot-alpha-identity", "ballot-encoding", change_ballot, 1, NULL},
    {"ballot-alpha-not-canonical", "ballot-encoding", change_ballot, 2, NULL},
    {"ballot-beta-negative", "ballot-encoding", change_ballot, 3, NULL},
    {"ballot-commitment-identity", "ballot-encoding", change_ballot, 4, NULL},
    {"ballot-response-not-reduced", "ballot-encoding", change_ballot, 5, NULL},
    {"ballot-false-proof", "ballot-proof", change_ballot, 6, NULL},
    {"ballot-stolen-proof", "ballot-proof", change_ballot, 7, NULL},
    {"ballot-stuffed", "ballot-signature", stuff, 0, NULL},
    {"ballot-signature-forged", "ballot-signature", change_ballot, 8, NULL},
    {"ballot-signature-not-reduced", "ballot-signature", change_ballot, 9, NULL},
    {"ballot-signature-changed", "ballot-signature", change_ballot, 10, NULL},
    {"entered-of-no-form", "entered-malformed", change_magic, 1, NULL},
    {"entered-of-another-election", "entered-election", change_ballot, PAPER, NULL},
    {"entered-before-open", "entered-not-open", entered_early, 0, NULL},
    {"entered-behind-box", "entered-frozen", entered_late, 0, NULL},
    {"entered-of-the-unopposed", "entered-constituency", change_entered, 2, NULL},
    {"entered-with-a-number", "entered-number", change_entered, 0, NULL},
    {"entered-with-a-declaration", "entered-wording", change_entered, 1, NULL},
    {"entered-by-a-stranger", "entered-signers", change_clerk, 0, NULL},
    {"entered-copied-alpha", "entered-copied", copy_alpha, 1, NULL},
    {"entered-alpha-identity", "entered-encoding", change_ballot, PAPER + 1, NULL},
    {"entered-response-not-reduced",
     "entered-encoding",
     change_ballot,
     PAPER + 5,
     NULL},
    {"entered-false-proof", "entered-proof", change_ballot, PAPER + 6, NULL},
    {"entered-signature-forged", "entered-signature", change_ballot, PAPER + 8, NULL},
    {NULL, NULL, NULL, 0, NULL},
};
