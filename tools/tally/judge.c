// SPDX-License-Identifier: AGPL-3.0-or-later
/* draft_judge: a definition against every rule it can be held to before the election.
 */
#include "record/judge.h"
#include "seal/ceremony.h"
#include "seal/hash.h"

#include "command.h"
#include "draft.h"

struct said {
    struct buf *faults;
    struct buf *notes;
};

static void say(void *context, const struct judgement *judgement)
{
    struct said *said = context;

    buf_printf(
        judgement->is_note ? said->notes : said->faults, "%s\n", judgement->text);
}

/* Whether the ceremony is that of this definition's people, nonce and key. */
static bool is_of(const struct ceremony *ceremony, const struct definition *definition)
{
    struct point key;
    size_t i;

    if (!span_is_equal(SPAN(ceremony->nonce), SPAN(definition->nonce))
        || ceremony->cocktail.n != definition->trustee_count
        || ceremony->cocktail.t != definition->threshold) {
        return false;
    }
    for (i = 0; i < definition->trustee_count; i++) {
        if (!span_is_equal(SPAN(ceremony->keys[i]), SPAN(definition->trustees[i].key))
            || !span_is_equal(SPAN(ceremony->cocktail.statics[i]),
                              SPAN(definition->trustees[i].static_key))) {
            return false;
        }
    }
    ceremony_group_key(ceremony, &key);
    return span_is_equal(SPAN(key), SPAN(definition->election_key));
}

static int judge_object(const struct definition *definition,
                        struct span object,
                        struct buf *faults)
{
    CLEANUP(ceremony_freep) struct ceremony *ceremony = NULL;
    struct digest digest;
    unsigned culprit = 0;
    int r;

    hash_sha256(object, &digest);
    if (!span_is_equal(SPAN(digest), SPAN(definition->ceremony.digest))) {
        buf_put_text(faults,
                     "protocol 3: the ceremony's object is not the one named\n");
        return 0;
    }
    r = ceremony_parse(object, &ceremony);
    if (r == 0) {
        r = ceremony_verify(ceremony, &culprit);
    }
    if (r < 0) {
        return r;
    }
    if (r > 0) {
        buf_printf(
            faults, "protocol 3: the ceremony is not valid; trustee %u\n", culprit);
    } else if (!is_of(ceremony, definition)) {
        buf_put_text(faults,
                     "protocol 3: the ceremony is of another nonce, of others, or "
                     "made another Y\n");
    }
    return 0;
}

int draft_judge(const struct draft *draft,
                const char *ceremony,
                struct buf *faults,
                struct buf *notes)
{
    const struct definition *definition = draft->document->of.definition;
    CLEANUP(buf_deinit) struct buf object;
    int r;

    buf_init(&object, ceremony_size(TRUSTEES_MAX, TRUSTEES_MAX));
    r = judge_definition(
        definition, &draft->holidays, say, &(struct said){faults, notes});
    if (r != 0) {
        return r;
    }
    if (ceremony == NULL) {
        buf_put_text(notes, "the ceremony's object was not given, and not looked at\n");
        return 0;
    }
    r = command_load(ceremony, &object);
    if (r != 0) {
        return r;
    }
    return judge_object(definition, buf_span(&object), faults);
}
