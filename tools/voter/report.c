// SPDX-License-Identifier: AGPL-3.0-or-later
#include "report.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/fault.h"
#include "base/file.h"
#include "seal/ballot.h"
#include "seal/code.h"

enum {
    NAME_SIZE_MAX = CODE_TEXT_SIZE + 16,
    RECEIPT_MODE = 0644,
};

static bool is_proved(const struct send_outcome *outcome)
{
    return outcome->result == SEND_RECORDED || outcome->result == SEND_REPEATED;
}

static void code_at(const struct sending *sending, size_t place, char *out)
{
    const uint8_t *head = sending->ballots.data + place * BALLOT_SIZE;
    struct code code;

    code_of_head(span_of(head, BALLOT_HEAD_SIZE), &code);
    code_write(&code, out);
}

static void print_lines(const struct sending *sending)
{
    const struct send_outcome *outcome;
    char code[CODE_TEXT_SIZE];
    size_t i;

    for (i = 0; i < sending->count; i++) {
        outcome = &sending->outcomes[i];
        code_at(sending, i, code);
        (void)printf("%s\t%s\t", code, send_result_name(outcome->result));
        if (is_proved(outcome)) {
            (void)printf("%" PRIu64 "\n", outcome->index);
        } else {
            (void)printf("%s\n", outcome->problem);
        }
    }
}

int report_print(const struct voter_settings *settings, const struct sending *sending)
{
    size_t counts[SEND_RESULTS] = {0};
    size_t i;

    for (i = 0; i < sending->count; i++) {
        counts[sending->outcomes[i].result]++;
    }
    if (settings->is_json) {
        (void)printf("{\"recorded\": %zu, \"repeated\": %zu, \"refused\": %zu, "
                     "\"lost\": %zu, \"unproved\": %zu, \"milliseconds\": %" PRId64
                     "}\n",
                     counts[SEND_RECORDED],
                     counts[SEND_REPEATED],
                     counts[SEND_REFUSED],
                     counts[SEND_LOST],
                     counts[SEND_UNPROVED],
                     sending->milliseconds);
    } else {
        print_lines(sending);
        (void)printf("%zu recorded, %zu repeated, %zu refused, %zu lost, %zu "
                     "unproved; %" PRId64 " ms\n",
                     counts[SEND_RECORDED],
                     counts[SEND_REPEATED],
                     counts[SEND_REFUSED],
                     counts[SEND_LOST],
                     counts[SEND_UNPROVED],
                     sending->milliseconds);
    }
    if (fflush(stdout) != 0) {
        return FAULT(FAULT_IO);
    }
    return counts[SEND_RECORDED] + counts[SEND_REPEATED] == sending->count
               ? 0
               : VOTER_REFUSED;
}

static int save_at(const char *folder, const struct sending *sending, size_t place)
{
    char code[CODE_TEXT_SIZE];
    char name[NAME_SIZE_MAX];
    char path[FILE_PATH_SIZE];
    int r;

    code_at(sending, place, code);
    (void)snprintf(name, sizeof(name), "%s.receipt", code);
    r = file_join(folder, name, path);
    if (r == 0) {
        r = file_replace(
            path, buf_span(&sending->outcomes[place].answer), RECEIPT_MODE);
    }
    return r;
}

int report_save(const struct voter_settings *settings, const struct sending *sending)
{
    size_t i;
    int r;

    r = file_make_folder(settings->receipts);
    for (i = 0; r == 0 && i < sending->count; i++) {
        if (is_proved(&sending->outcomes[i])) {
            r = save_at(settings->receipts, sending, i);
        }
    }
    if (r > 0) {
        voter_say("%s: the receipts cannot be written there", settings->receipts);
        return VOTER_REFUSED;
    }
    return r;
}
