// SPDX-License-Identifier: AGPL-3.0-or-later
/* What witnesses say of the record: their cosignatures, the policy, and the times. */
#include "witnesses.h"

#include <inttypes.h>

#include "base/fault.h"
#include "base/reader.h"
#include "checks.h"
#include "record/policy.h"

enum {
    SKEW = 5 * 60, /* seconds that clocks may differ by (protocol.md §7) */
};

static int time_of(struct audit *audit, uint64_t index, int64_t *out)
{
    struct reader reader;
    struct span bytes;
    int r;

    r = audit_entry(audit, index, &bytes);
    if (r != 0) {
        return r;
    }
    reader_init(&reader, bytes);
    (void)reader_u8(&reader);
    *out = (int64_t)reader_u64(&reader);
    return 0;
}

/* No entry before it is later, and none behind it earlier, than a witness's time. */
static int check_times(struct audit *audit,
                       uint64_t size,
                       const struct policy_view *view,
                       const char *what)
{
    int64_t before = 0;
    int64_t behind = INT64_MAX;
    int r;

    if (view->witnesses == 0 || audit->definition->of.definition->practice) {
        return 0; /* a practice election's clock is moved by hand */
    }
    r = size == 0 ? 0 : time_of(audit, size - 1, &before);
    if (r == 0 && size < audit->entry_count) {
        r = time_of(audit, size, &behind);
    }
    if (r != 0) {
        return r;
    }
    return before - SKEW <= view->earliest && behind >= view->latest - SKEW
               ? 0
               : audit_bad(audit,
                           DEFECT_COSIGNED_TIME,
                           "%s: entries have other times than the witnesses saw",
                           what);
}

static bool is_by(const struct checkpoint_line *line, const struct vkey *key)
{
    return line->id == key->id && span_is_equal(line->name, span_of_text(key->name));
}

/*
 * Every line is the log's or a witness's of the policy: one of nobody's could be
 * theirs, altered, and a record has no reason to carry it.
 */
static bool has_known_signers(const struct audit *audit,
                              const struct policy *policy,
                              const struct checkpoint *checkpoint)
{
    const struct definition *definition = audit->definition->of.definition;
    struct vkey log;
    size_t i;
    size_t j;

    if (vkey_make(definition->origin, VKEY_LOG, &definition->log, &log) != 0) {
        return false;
    }
    for (i = 0; i < checkpoint->line_count; i++) {
        bool is_known = is_by(&checkpoint->lines[i], &log);

        for (j = 0; j < policy->count && !is_known; j++) {
            is_known = policy->nodes[j].need == 0
                       && is_by(&checkpoint->lines[i], &policy->nodes[j].key);
        }
        if (!is_known) {
            return false;
        }
    }
    return true;
}

static int judge_lines(struct audit *audit,
                       const struct policy *policy,
                       const struct checkpoint *checkpoint,
                       const char *what)
{
    struct policy_view view;
    int r;

    r = policy_judge(policy, checkpoint, &view);
    if (r != 0) {
        return r < 0 ? r
                     : audit_bad(audit,
                                 DEFECT_COSIGNATURE,
                                 "%s: a witness's signature is false",
                                 what);
    }
    r = check_times(audit, checkpoint->head.size, &view, what);
    if (r != 0) {
        return r;
    }
    if (policy->has_quorum && view.is_met && checkpoint->head.size > audit->witnessed) {
        audit->witnessed = checkpoint->head.size;
    }
    audit->counted += view.witnesses;
    return 0;
}

static int judge(struct audit *audit,
                 const struct policy *policy,
                 const struct checkpoint *checkpoint,
                 const char *what)
{
    return has_known_signers(audit, policy, checkpoint)
               ? judge_lines(audit, policy, checkpoint, what)
               : audit_bad(audit,
                           DEFECT_COSIGNATURE,
                           "%s: signed by somebody the definition does not name",
                           what);
}

/* The log signed it too, and it is of this history. */
static int
check_note(const struct audit *audit, struct span note, struct checkpoint *out)
{
    const struct definition *definition = audit->definition->of.definition;
    struct digest root;
    struct vkey log;
    int r;

    r = vkey_make(definition->origin, VKEY_LOG, &definition->log, &log);
    if (r == 0) {
        r = checkpoint_parse(note, out);
    }
    if (r == 0) {
        r = checkpoint_verify(out, &log);
    }
    if (r == 0) {
        r = out->head.size == 0 ? AUDIT_BAD
                                : tree_root(audit->tree, out->head.size, &root);
    }
    if (r == 0) {
        r = span_is_equal(SPAN(root), SPAN(out->head.root)) ? 0 : AUDIT_BAD;
    }
    return r > 0 ? AUDIT_BAD : r;
}

/* Read once; NULL of one that is none: the stage of the definition will say so. */
static int read_policy(struct audit *audit)
{
    int r = 0;

    if (audit->policy == NULL) {
        r = policy_new(audit->definition->of.definition, NULL, &audit->policy);
    }
    return r < 0 ? r : 0;
}

/* Of an older one the lines of strangers are nobody's business, those of witnesses are.
 */
static int judge_older(struct audit *audit, struct span note)
{
    struct checkpoint checkpoint;
    int r;

    r = checkpoint_parse(note, &checkpoint);
    return r != 0
               ? FOLD(r)
               : judge_lines(audit, audit->policy, &checkpoint, "an older checkpoint");
}

int witnesses_judge(struct audit *audit, struct span note, const char *what)
{
    struct checkpoint checkpoint;
    int r;

    r = check_note(audit, note, &checkpoint);
    if (r != 0) {
        return r < 0 ? r
                     : audit_bad(
                         audit, DEFECT_COSIGNED, "%s is of another history", what);
    }
    r = read_policy(audit);
    return r != 0 || audit->policy == NULL
               ? r
               : judge(audit, audit->policy, &checkpoint, what);
}

int audit_check_witnesses(struct audit *audit)
{
    size_t i;
    int r;

    r = read_policy(audit);
    if (r != 0 || audit->policy == NULL) {
        return r;
    }
    for (i = 0; i < audit->input.older_count && r == 0; i++) {
        r = judge_older(audit, audit->input.older[i]);
    }
    if (r == 0) {
        r = witnesses_judge(audit, audit->input.checkpoint, "the newest checkpoint");
    }
    if (r != 0 || !audit->policy->has_quorum) {
        return r;
    }
    if (audit->witnessed == audit->head.size) {
        return 0;
    }
    return audit->witnessed == 0
               ? audit_note(
                   audit,
                   "no checkpoint here is cosigned by as many witnesses as the "
                   "policy asks for")
               : audit_note(audit,
                            "witnessed as the policy asks up to entry %" PRIu64
                            " of %" PRIu64,
                            audit->witnessed,
                            audit->head.size);
}
