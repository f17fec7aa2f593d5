/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The commands of tally, one file each; main.c holds their table. */
#ifndef TALLY_COMMANDS_H
#define TALLY_COMMANDS_H

#include "command.h"

extern const struct command tally_audit_ballot;
extern const struct command tally_compare;
extern const struct command tally_console;
extern const struct command tally_convert;
extern const struct command tally_count;
extern const struct command tally_declare;
extern const struct command tally_decrypt;
extern const struct command tally_definition_check;
extern const struct command tally_definition_new;
extern const struct command tally_definition_sign;
extern const struct command tally_disqualify;
extern const struct command tally_enter;
extern const struct command tally_explain;
extern const struct command tally_extend;
extern const struct command tally_fetch;
extern const struct command tally_issue;
extern const struct command tally_issue_replace;
extern const struct command tally_issuer_new;
extern const struct command tally_letters;
extern const struct command tally_mix;
extern const struct command tally_mixer_new;
extern const struct command tally_note;
extern const struct command tally_officer_new;
extern const struct command tally_open_one;
extern const struct command tally_open_one_join;
extern const struct command tally_open_one_order;
extern const struct command tally_receive;
extern const struct command tally_packets;
extern const struct command tally_packets_open;
extern const struct command tally_recount;
extern const struct command tally_remind;
extern const struct command tally_replace;
extern const struct command tally_report;
extern const struct command tally_run;
extern const struct command tally_sign;
extern const struct command tally_submit;
extern const struct command tally_timetable;
extern const struct command tally_trustee_backup;
extern const struct command tally_trustee_ceremony;
extern const struct command tally_trustee_new;
extern const struct command tally_trustee_restore;
extern const struct command tally_verify;
extern const struct command tally_witness_new;
extern const struct command tally_witness_serve;
extern const struct command tally_witness_sign;

#endif
