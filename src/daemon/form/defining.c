// SPDX-License-Identifier: AGPL-3.0-or-later
#include "defining.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "base/fault.h"
#include "base/moment.h"
#include "core/drafting.h"
#include "record/judge.h"
#include "wire/codec.h"

#include "defining_read.h"

enum {
    NUMBER_SIZE = 16,
    MESSAGE_SIZE = 400,
};

static void set_number(struct blanks *blanks, enum blank blank, unsigned number)
{
    char text[NUMBER_SIZE];

    (void)snprintf(text, sizeof(text), "%u", number);
    blanks_set(blanks, blank, text);
}

static void set_time(struct blanks *blanks, enum blank blank, int64_t moment)
{
    char text[MOMENT_PEOPLE_SIZE];

    moment_typed(moment, text);
    blanks_set(blanks, blank, text);
}

static void set_times(struct blanks *blanks, const struct timetable *timetable)
{
    int step;

    for (step = 0; step < STEPS; step++) {
        set_time(blanks, (enum blank)(BLANK_STEPS + step), timetable->at[step]);
    }
}

/* The address of the record that belongs to the site's own. */
static void set_origin(const struct site *site, struct blanks *blanks)
{
    const char *address = desk_address(site->desk);
    const char *place = strstr(address, "://");
    char origin[ORIGIN_SIZE];

    if (place != NULL
        && snprintf(origin, sizeof(origin), "%s/record", place + strlen("://"))
               < (int)sizeof(origin)) {
        blanks_set(blanks, BLANK_ORIGIN, origin);
    }
}

int defining_begin(const struct site *site, struct blanks *blanks)
{
    const struct holidays *holidays = desk_holidays(site->desk);
    struct timetable timetable;
    int64_t close = 0;
    int r = drafting_close(desk_now(site->desk), holidays, &close);

    if (r < 0) {
        return r;
    }
    if (r == 0 && timetable_latest(close, holidays, &timetable) == 0) {
        set_times(blanks, &timetable);
    }
    set_number(blanks, BLANK_WORDS, DRAFTING_WORDS);
    set_number(blanks, BLANK_AGE_STAND, DRAFTING_AGE);
    set_number(blanks, BLANK_AGE_VOTE, DRAFTING_AGE);
    set_number(blanks, BLANK_FLOOR, DRAFTING_FLOOR);
    set_number(blanks, BLANK_HANDS, 1);
    blanks_set(blanks, BLANK_PUBLIC, drafting_wording(KIND_PUBLIC));
    blanks_set(blanks, BLANK_PATIENT, drafting_wording(KIND_PATIENT));
    blanks_set(blanks, BLANK_POLICY, "quorum none");
    set_origin(site, blanks);
    return 0;
}

void defining_dates(const struct site *site, struct blanks *blanks)
{
    struct timetable timetable;
    int64_t close = 0;

    if (!defining_read_time(blanks, BLANK_CLOSE, &close)) {
        return;
    }
    if (timetable_latest(close, desk_holidays(site->desk), &timetable) != 0) {
        blanks_fail(blanks,
                    BLANK_CLOSE,
                    "Voting closes: the bank holidays of that year are not known here");
        return;
    }
    set_times(blanks, &timetable);
}

/* Whether anything was wrong with these blanks before they were judged. */
static bool has_failed(const struct blanks *blanks, enum blank first, enum blank last)
{
    size_t i;

    for (i = first; i <= last; i++) {
        if (blanks->blanks[i].error != NULL) {
            return true;
        }
    }
    return false;
}

/* Where what is judged was typed. */
static const enum blank places[] = {
    [JUDGE_OFFICERS] = BLANK_OFFICERS,
    [JUDGE_HANDS] = BLANK_HANDS,
    [JUDGE_TRUSTEES] = BLANK_TRUSTEES,
    [JUDGE_THRESHOLD] = BLANK_THRESHOLD,
    [JUDGE_MIXERS] = BLANK_MIXERS,
    [JUDGE_LOG] = BLANK_ORIGIN,
    [JUDGE_ISSUER] = BLANK_ISSUER,
    [JUDGE_PEOPLE] = BLANK_OFFICERS,
    [JUDGE_POLICY] = BLANK_POLICY,
    [JUDGE_CEREMONY] = BLANK_TRUSTEES,
};

struct judged {
    struct defining *defining;
    bool are_times_typed; /* judged only when each of them is a time */
    bool are_people_typed;
};

static void take(void *context, const struct judgement *judgement)
{
    struct judged *judged = context;
    struct blanks *blanks = judged->defining->blanks;
    bool is_row =
        judgement->about == JUDGE_CONSTITUENCY || judgement->about == JUDGE_NAME;

    if (judgement->is_note) {
        blanks_note(blanks, judgement->text);
    } else if (judgement->about == JUDGE_STEP) {
        if (judged->are_times_typed) {
            blanks_fail(
                blanks, (enum blank)(BLANK_STEPS + judgement->where), judgement->text);
        }
    } else if (is_row) {
        blanks_fail_cell(blanks,
                         judged->defining->rows[judgement->where - 1],
                         CELL_NAME,
                         judgement->text);
    } else if (judged->are_people_typed || judgement->about == JUDGE_POLICY) {
        blanks_fail(blanks, places[judgement->about], judgement->text);
    }
}

static int judge(const struct site *site, struct defining *defining)
{
    const struct blanks *blanks = defining->blanks;
    struct judged judged = {
        .defining = defining,
        .are_times_typed = !has_failed(blanks, BLANK_STEPS, BLANK_CLOSE),
        .are_people_typed = !has_failed(blanks, BLANK_OFFICERS, BLANK_ISSUER),
    };

    return judge_definition(
        defining->definition, desk_holidays(site->desk), take, &judged);
}

/* What this server knows of itself, and a nonce. */
static int add_own(const struct site *site, struct definition *definition)
{
    definition->log = desk_log_key(site->desk);
    definition->page = desk_page(site->desk);
    return getrandom(definition->nonce.bytes, sizeof(definition->nonce.bytes), 0)
                   == (ssize_t)sizeof(definition->nonce.bytes)
               ? 0
               : FAULT(FAULT_CRYPTO);
}

/* No other definition is accepted here than one signed by the officer of `init`. */
static void check_pinned(const struct site *site, struct defining *defining)
{
    const struct sign_key pinned = desk_pinned_officer(site->desk);
    const struct definition *definition = defining->definition;

    if (definition->officer_count > 0
        && !span_is_equal(SPAN(definition->officers[0].key), SPAN(pinned))) {
        blanks_fail(defining->blanks,
                    BLANK_OFFICERS,
                    "Officers: the first must be the officer this server was set up "
                    "with (electiond init --officer)");
    }
}

/* The text is read back: whatever is still no definition is said. */
static int write(struct defining *defining, struct buf *out)
{
    CLEANUP(document_freep) struct document *again = NULL;
    struct node_complaint why;
    char message[MESSAGE_SIZE];
    int r = codec_write_definition(defining->definition, out);

    if (r == 0) {
        r = codec_parse(buf_span(out), ENTRY_DEFINITION, &why, &again);
    } else if (r > 0) {
        (void)snprintf(why.text, sizeof(why.text), "it is too long");
    }
    if (r <= 0) {
        return r;
    }
    (void)snprintf(message, sizeof(message), "The definition: %s", why.text);
    blanks_fail(defining->blanks,
                strncmp(why.text, "origin", strlen("origin")) == 0 ? BLANK_ORIGIN
                                                                   : BLANK_TRUST,
                message);
    return DEFINING_WRONG;
}

static int fill(const struct site *site, struct defining *defining)
{
    int r;

    drafting_begin(defining->definition);
    r = defining_read_texts(defining);
    if (r == 0) {
        r = defining_read_constituencies(defining);
    }
    if (r == 0) {
        r = defining_read_people(defining);
    }
    if (r == 0) {
        defining_read_times(defining);
        check_pinned(site, defining);
        r = add_own(site, defining->definition);
    }
    return r == 0 ? judge(site, defining) : r;
}

int defining_make(const struct site *site, struct blanks *blanks, struct buf *out)
{
    CLEANUP(definition_freep) struct definition *definition = definition_new();
    struct defining *defining = calloc(1, sizeof(*defining));
    int r;

    if (definition == NULL || defining == NULL) {
        free(defining);
        return FAULT(FAULT_MEMORY);
    }
    defining->blanks = blanks;
    defining->definition = definition;
    r = fill(site, defining);
    if (r == 0) {
        r = blanks->problem_count > 0 ? DEFINING_WRONG : write(defining, out);
    }
    free(defining);
    return r;
}
