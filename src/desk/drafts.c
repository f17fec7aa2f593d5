// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/drafts.h"

#include <string.h>

#include "base/fault.h"
#include "core/note.h"
#include "record/ledger_view.h"
#include "wire/codec.h"

#include "hands.h"
#include "state.h"

static int answer_of(int r)
{
    return r == HANDS_FULL ? DRAFTS_NO_ROOM : FOLD(r);
}

/* Written on the record as it stands, and kept until it is signed. */
static int
put(struct desk *desk, struct document *document, const struct sign_key *officer)
{
    CLEANUP(buf_deinit) struct buf text;
    int r;

    buf_init(&text, CODEC_SIZE_MAX);
    document->base = journal_base(desk->journal);
    r = FOLD(codec_write(document, &text));
    if (r != 0) {
        return r;
    }
    (void)pthread_mutex_lock(&desk->submit_lock);
    r = hands_prepare(desk, document->type, buf_span(&text), officer);
    (void)pthread_mutex_unlock(&desk->submit_lock);
    return answer_of(r);
}

int desk_draft_extension(struct desk *desk,
                         const struct sign_key *officer,
                         int64_t close,
                         const char *code)
{
    struct document document = {.type = ENTRY_NOTE,
                                .of.note = {.kind = NOTE_EXTEND, .close = close}};
    const struct definition *definition = desk_definition(desk);
    int64_t now = desk_now(desk);

    if (!desk_officer(desk, officer, GRANT_NOTE)) {
        return DRAFTS_GRANT;
    }
    if (!phase_may(desk_phase(desk), ACT_EXTEND) || now >= desk_close_at(desk)
        || now < definition->timetable.at[STEP_NOTICE_OF_POLL]) {
        return DRAFTS_TIME;
    }
    if (close <= desk_close_at(desk)) {
        return DRAFTS_EARLIER;
    }
    if (note_delay_words(code) == NULL) {
        return DRAFTS_REASON;
    }
    memcpy(document.of.note.code, code, strlen(code) + 1);
    return put(desk, &document, officer);
}

/* The vote that the number stands for; of a document that never stood, none. */
static int find_vote(struct desk *desk, struct disqualification *what)
{
    struct ledger_voter voter;
    bool is_found = ledger_find_number(
        journal_rules(desk->journal), what->cid, what->number, &voter);

    journal_release(desk->journal);
    if (!is_found) {
        return DRAFTS_UNKNOWN;
    }
    what->has_entry = what->reason != REASON_LATER && voter.is_spent
                      && voter.spent_by == what->channel;
    what->entry = what->has_entry ? voter.spent_at : 0;
    return 0;
}

int desk_draft_disqualification(struct desk *desk,
                                const struct sign_key *officer,
                                const struct disqualification *what)
{
    struct document document = {.type = ENTRY_DISQUALIFY, .of.disqualification = *what};
    int r;

    if (!desk_officer(desk, officer, GRANT_DISQUALIFY)) {
        return DRAFTS_GRANT;
    }
    if (!phase_may(desk_phase(desk), ACT_DISQUALIFY) || desk_facts(desk).has_box) {
        return DRAFTS_TIME;
    }
    if (register_reason_name(what->reason) == NULL
        || constituency_channel_name(what->channel) == NULL) {
        return DRAFTS_REASON;
    }
    if (!definition_constituency(desk_definition(desk), what->cid)) {
        return DRAFTS_UNKNOWN;
    }
    if (what->number > 0) {
        r = find_vote(desk, &document.of.disqualification);
    } else {
        r = what->has_entry && what->entry < journal_size(desk->journal)
                ? 0
                : DRAFTS_UNKNOWN;
    }
    return r == 0 ? put(desk, &document, officer) : r;
}

static unsigned grant_of(enum entry_type type)
{
    return type == ENTRY_DISQUALIFY ? GRANT_DISQUALIFY : GRANT_NOTE;
}

static bool may_withdraw(struct desk *desk,
                         const struct sign_key *officer,
                         const struct half_signed *half)
{
    const struct definition *definition = desk_definition(desk);

    if (desk_officer(desk, officer, 0) == NULL) {
        return false;
    }
    return memcmp(&definition->officers[0].key, officer, sizeof(*officer)) == 0
           || memcmp(&half->signer.key, officer, sizeof(*officer)) == 0
           || (!hands_is_signed(half)
               && desk_officer(desk, officer, grant_of(half->type)) != NULL);
}

static int withdraw(struct desk *desk, const struct sign_key *officer, uint64_t id)
{
    size_t i;

    for (i = 0; i < desk->hands->count; i++) {
        const struct half_signed *half = &desk->hands->list[i];

        if ((uint64_t)half->id == id) {
            return may_withdraw(desk, officer, half)
                       ? answer_of(hands_withdraw(desk, i, officer))
                       : DRAFTS_GRANT;
        }
    }
    return DRAFTS_GONE;
}

int desk_draft_withdraw(struct desk *desk, const struct sign_key *officer, uint64_t id)
{
    int r;

    (void)pthread_mutex_lock(&desk->submit_lock);
    r = withdraw(desk, officer, id);
    (void)pthread_mutex_unlock(&desk->submit_lock);
    return r;
}

static int tell(const struct half_signed *half, drafts_visit visit, void *context)
{
    CLEANUP(document_freep) struct document *document = NULL;
    struct draft draft = {.id = (uint64_t)half->id,
                          .is_signed = hands_is_signed(half),
                          .signer = half->signer.key};
    int r = FOLD(codec_parse(buf_span(&half->document), half->type, NULL, &document));

    draft.document = document;
    return r == 0 ? visit(context, &draft) : r;
}

int desk_drafts(struct desk *desk, drafts_visit visit, void *context)
{
    size_t i;
    int r = 0;

    (void)pthread_mutex_lock(&desk->submit_lock);
    for (i = 0; r == 0 && i < desk->hands->count; i++) {
        r = tell(&desk->hands->list[i], visit, context);
    }
    (void)pthread_mutex_unlock(&desk->submit_lock);
    return r;
}
