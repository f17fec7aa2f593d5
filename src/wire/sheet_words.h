/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a count sheet's JSON calls things. */
#ifndef WIRE_SHEET_WORDS_H
#define WIRE_SHEET_WORDS_H

/* "first", "surplus", … of an enum sheet_action; NULL outside it. */
const char *sheet_action_word(unsigned action);

/* "elect", "transfer", … of an enum lot_purpose; NULL outside it. */
const char *sheet_purpose_word(unsigned purpose);

#endif
