// SPDX-License-Identifier: AGPL-3.0-or-later
/* The definition and the ceremony are not what they ought to be. */
#include <stdio.h>
#include <string.h>

#include "mutation.h"
#include "record/vkey.h"
#include "seal/point.h"
#include "seal/scalar.h"

static struct definition *definition_of(struct tale *tale)
{
    return tale_scene(tale, ENTRY_DEFINITION, 1)->document->of.definition;
}

static void spoil_code(struct tale *tale, const char *folder)
{
    (void)folder;
    tale->code.bytes[0] ^= 1;
}

/* Without a trustee: whose ceremony it is not; without the officer; with one more. */
static void change_signers(struct tale *tale, int argument)
{
    static const unsigned others[] = {BY_TRUSTEE << 1, BY_RETURNING, BY_DEPUTY};

    tale_scene(tale, ENTRY_DEFINITION, 1)->by ^= others[argument];
}

static void spoil_ceremony_gone(struct tale *tale, const char *folder)
{
    char name[80];

    mutation_object_name(tale, 0, name);
    mutation_drop(folder, name);
}

static void flaw_threshold(struct definition *definition)
{
    definition->threshold = 3;
}

static void flaw_mixes(struct definition *definition)
{
    definition->mixes = 1;
}

static void flaw_houses(struct definition *definition)
{
    (void)snprintf(definition->mixers[2].organisation, NAME_SIZE, "House one");
}

static void flaw_key_twice(struct definition *definition)
{
    definition->mixers[1].key = definition->trustees[1].key;
}

static void flaw_hands(struct definition *definition)
{
    definition->officers[1].may = GRANT_PAPERS;
}

static void flaw_grant(struct definition *definition)
{
    definition->officers[0].may = GRANT_ALL & ~GRANT_PAPERS;
}

static void flaw_name(struct definition *definition)
{
    (void)snprintf(definition->constituencies[2].name, NAME_SIZE, "Constituency 2");
}

static void flaw_rules(struct definition *definition)
{
    definition->constituencies[2].method = METHOD_STV;
}

static void flaw_online(struct definition *definition)
{
    definition->constituencies[2].channels = 1U << CHANNEL_POST;
}

static void flaw_declaration(struct definition *definition)
{
    definition->constituencies[2].kind = KIND_PATIENT;
}

static void flaw_timetable(struct definition *definition)
{
    definition->timetable.at[STEP_NOTICE_OF_POLL] =
        definition->timetable.at[STEP_WITHDRAWAL] - 60;
}

static void flaw_mixer_key(struct definition *definition)
{
    memset(&definition->mixers[1].key, 0xff, SIGN_KEY_SIZE);
}

static void flaw_small_key(struct definition *definition)
{
    memset(&definition->mixers[1].key, 0, SIGN_KEY_SIZE);
    definition->mixers[1].key.bytes[0] = 1;
}

static void flaw_policy(struct definition *definition)
{
    (void)snprintf(definition->policy[1], POLICY_LINE_SIZE, "quorum two");
}

static void put_log(const char *origin, const struct sign_key *key, char *line)
{
    struct vkey log;
    struct buf text;

    MUST(vkey_make(origin, VKEY_LOG, key, &log));
    buf_init(&text, POLICY_LINE_SIZE);
    buf_put_text(&text, "log ");
    vkey_write(&log, &text);
    (void)snprintf(line, POLICY_LINE_SIZE, "%s", buf_text(&text));
    buf_deinit(&text);
}

/* A log that is another's; its own twice; a member of two groups. */
static void flaw_policy_log(struct definition *definition)
{
    put_log("veto.example.nhs.uk/record", &definition->log, definition->policy[2]);
    definition->policy_line_count = 3;
}

static void flaw_policy_logs(struct definition *definition)
{
    put_log(definition->origin, &definition->log, definition->policy[2]);
    put_log(definition->origin, &definition->log, definition->policy[3]);
    definition->policy_line_count = 4;
}

static void flaw_policy_groups(struct definition *definition)
{
    (void)snprintf(definition->policy[1], POLICY_LINE_SIZE, "group a any one");
    (void)snprintf(definition->policy[2], POLICY_LINE_SIZE, "group b any one");
    (void)snprintf(definition->policy[3], POLICY_LINE_SIZE, "quorum b");
    definition->policy_line_count = 4;
}

/* Of the ceremony the keys are others then. */
static void flaw_static_key(struct definition *definition)
{
    definition->trustees[1].static_key = definition->trustees[0].static_key;
}

static void (*const flaws[])(struct definition *) = {
    flaw_threshold,
    flaw_mixes,
    flaw_houses,
    flaw_key_twice,
    flaw_hands,
    flaw_grant,
    flaw_name,
    flaw_rules,
    flaw_online,
    flaw_declaration,
    flaw_timetable,
    flaw_mixer_key,
    flaw_small_key,
    flaw_policy,
    flaw_policy_log,
    flaw_policy_logs,
    flaw_policy_groups,
    flaw_static_key,
};

static void change_definition(struct tale *tale, int argument)
{
    flaws[argument](definition_of(tale));
}

static void keep_key(struct tale *tale, int is_identity)
{
    struct scalar two;

    scalar_from_u64(2, &two);
    tale->is_key_kept = true;
    point_mul_base(&two, &definition_of(tale)->election_key);
    if (is_identity) {
        definition_of(tale)->election_key = point_identity;
    }
}

static void change_nonce(struct tale *tale, int argument)
{
    (void)argument;
    definition_of(tale)->nonce.bytes[0] ^= 1;
}

/* The first commitment of the first message: the identity. */
static void erase_commitment(struct tale *tale, struct buf *object)
{
    (void)tale;
    memset(object->data + 38 + (size_t)TALE_TRUSTEES * (32 + 32 + 64), 0, POINT_SIZE);
}

static void change_object(struct tale *tale, int argument)
{
    static void (*const spoils[])(struct tale *, struct buf *) = {
        mutation_damage, erase_commitment, mutation_lengthen};

    tale->spoil_ceremony_object = spoils[argument];
}

/* What the trustees would sign if they went along with it. */
static void sign_again(struct tale *tale, struct ceremony *ceremony)
{
    unsigned i;

    for (i = 0; i < TALE_TRUSTEES; i++) {
        MUST(ceremony_sign(ceremony, i + 1, &tale->statics[i]));
    }
}

static void commit_again(struct ceremony *ceremony, unsigned j)
{
    struct buf msg1;

    buf_init(&msg1, 4096);
    cocktail_write(&ceremony->cocktail, &ceremony->messages[j - 1], &msg1);
    ceremony_commit(ceremony, j, buf_span(&msg1), &ceremony->commits[j - 1]);
    buf_deinit(&msg1);
}

static void swap_people(struct tale *tale, struct ceremony *ceremony)
{
    ceremony->keys[0] = *sign_secret_key(tale->secrets[HANDS - 1]);
    sign_again(tale, ceremony);
}

static void break_commit(struct tale *tale, struct ceremony *ceremony)
{
    ceremony->commits[1].bytes[5] ^= 1;
    sign_again(tale, ceremony);
}

static void break_possession(struct tale *tale, struct ceremony *ceremony)
{
    struct scalar one;
    struct scalar *z = &ceremony->messages[2].possession.z;

    scalar_from_u64(1, &one);
    scalar_add(z, &one, z);
    commit_again(ceremony, 3);
    sign_again(tale, ceremony);
}

/* A rogue key: the third takes the first's commitment for its own. */
static void copy_message(struct tale *tale, struct ceremony *ceremony)
{
    ceremony->messages[2].commitments[0] = ceremony->messages[0].commitments[0];
    commit_again(ceremony, 3);
    sign_again(tale, ceremony);
}

static void break_certificate(struct tale *tale, struct ceremony *ceremony)
{
    struct scalar one;

    (void)tale;
    scalar_from_u64(1, &one);
    scalar_add(&ceremony->signatures[1].z, &one, &ceremony->signatures[1].z);
}

/* A message of one's own coefficients; the shares in it open for nobody. */
static void deal(struct ceremony *ceremony, unsigned j, const struct scalar *secret)
{
    struct cocktail_message *message = &ceremony->messages[j - 1];
    struct buf claim;

    point_mul_base(secret, &message->commitments[0]);
    buf_init(&claim, 4096);
    buf_put(&claim, ceremony->cocktail.context, COCKTAIL_CONTEXT_SIZE);
    buf_put(&claim, message->commitments, (size_t)ceremony->cocktail.t * POINT_SIZE);
    buf_put_span(&claim, SPAN(message->ephemeral));
    MUST(cocktail_sign(secret, buf_span(&claim), &message->possession));
    buf_deinit(&claim);
    commit_again(ceremony, j);
}

/* All together they make a key that is none. */
static void cancel_out(struct tale *tale, struct ceremony *ceremony)
{
    struct scalar secrets[TALE_TRUSTEES];
    unsigned i;

    scalar_from_u64(11, &secrets[0]);
    scalar_from_u64(22, &secrets[1]);
    scalar_from_u64(33, &secrets[2]);
    scalar_negate(&secrets[2], &secrets[2]);
    for (i = 0; i < TALE_TRUSTEES; i++) {
        deal(ceremony, i + 1, &secrets[i]);
    }
    sign_again(tale, ceremony);
}

static void change_ceremony(struct tale *tale, int argument)
{
    static void (*const spoils[])(struct tale *, struct ceremony *) = {
        swap_people,
        break_commit,
        break_possession,
        copy_message,
        break_certificate,
        cancel_out,
    };

    tale->spoil_ceremony = spoils[argument];
    ceremony_group_key(&tale->ceremony, &definition_of(tale)->election_key);
    tale->is_key_kept = true;
}

const struct mutation mutations_of_origin[] = {
    {"election-another", "election-code", NULL, 0, spoil_code},
    {"definition-twice", "definition-first", mutation_repeat, ENTRY_DEFINITION, NULL},
    {"definition-without-a-trustee", "definition-signers", change_signers, 0, NULL},
    {"definition-without-the-officer", "definition-signers", change_signers, 1, NULL},
    {"definition-with-a-deputy", "definition-signers", change_signers, 2, NULL},
    {"definition-forged",
     "definition-signature",
     mutation_forge,
     ENTRY_DEFINITION,
     NULL},
    {"definition-threshold-of-all", "definition-rules", change_definition, 0, NULL},
    {"definition-one-mix", "definition-rules", change_definition, 1, NULL},
    {"definition-mixers-of-one-house", "definition-rules", change_definition, 2, NULL},
    {"definition-key-twice", "definition-rules", change_definition, 3, NULL},
    {"definition-too-few-hands", "definition-rules", change_definition, 4, NULL},
    {"definition-officer-not-granted", "definition-rules", change_definition, 5, NULL},
    {"definition-name-twice", "definition-rules", change_definition, 6, NULL},
    {"definition-rules-of-another-method",
     "definition-rules",
     change_definition,
     7,
     NULL},
    {"definition-not-online", "definition-rules", change_definition, 8, NULL},
    {"definition-no-declaration", "definition-rules", change_definition, 9, NULL},
    {"definition-timetable", "definition-rules", change_definition, 10, NULL},
    {"definition-mixer-key-is-none", "definition-rules", change_definition, 11, NULL},
    {"definition-mixer-key-small", "definition-rules", change_definition, 12, NULL},
    {"definition-policy", "definition-rules", change_definition, 13, NULL},
    {"definition-policy-log", "definition-rules", change_definition, 14, NULL},
    {"definition-policy-log-twice", "definition-rules", change_definition, 15, NULL},
    {"definition-static-key-twice", "ceremony-people", change_definition, 17, NULL},
    {"definition-policy-two-groups", "definition-rules", change_definition, 16, NULL},
    {"definition-election-key-identity", "definition-rules", keep_key, 1, NULL},
    {"ceremony-gone", "ceremony-missing", NULL, 0, spoil_ceremony_gone},
    {"ceremony-of-no-form", "ceremony-form", change_object, 0, NULL},
    {"ceremony-commitment-identity", "ceremony-form", change_object, 1, NULL},
    {"ceremony-scalar-not-canonical", "ceremony-form", change_object, 2, NULL},
    {"ceremony-of-another-election", "ceremony-nonce", change_nonce, 0, NULL},
    {"ceremony-of-other-people", "ceremony-people", change_ceremony, 0, NULL},
    {"ceremony-not-committed-to", "ceremony-commit", change_ceremony, 1, NULL},
    {"ceremony-not-possessed", "ceremony-possession", change_ceremony, 2, NULL},
    {"ceremony-rogue-key", "ceremony-possession", change_ceremony, 3, NULL},
    {"ceremony-not-certified", "ceremony-certificate", change_ceremony, 4, NULL},
    {"ceremony-cancels-out", "ceremony-identity", change_ceremony, 5, NULL},
    {"election-key-another", "ceremony-key", keep_key, 0, NULL},
    {NULL, NULL, NULL, 0, NULL},
};
