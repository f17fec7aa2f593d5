/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * H, the one transcript hash of the protocol (protocol.md §2):
 * SHA-512("GB1" ‖ u8 len(tag) ‖ tag ‖ u32 len(x1) ‖ x1 ‖ …), 64 bytes. A list of
 * fixed-size items is one input, joined. Inputs come in order; large ones in pieces.
 */
#ifndef SEAL_TRANSCRIPT_H
#define SEAL_TRANSCRIPT_H

#include <stddef.h>
#include <stdint.h>

#include <sodium.h>

#include "base/attr.h"
#include "base/pieces.h"
#include "base/span.h"
#include "core/bytes.h"

struct transcript {
    crypto_hash_sha512_state state;
    size_t due; /* of an opened input, bytes still to come */
};

/* tag: one of §11's, at most 255 bytes. */
void transcript_begin(struct transcript *transcript, const char *tag);

/* One whole input. */
void transcript_add(struct transcript *transcript, struct span input);
void transcript_add_u8(struct transcript *transcript, uint8_t input);
void transcript_add_u16(struct transcript *transcript, uint16_t input);
void transcript_add_u32(struct transcript *transcript, uint32_t input);

/* One input of `size` bytes that follow in pieces, e.g. a list: exactly that many. */
void transcript_open(struct transcript *transcript, uint32_t size);
void transcript_piece(struct transcript *transcript, struct span piece);

/* One whole input that lies in pieces; at most 4 GiB. A fault is the reader's. */
MUST_USE int transcript_add_pieces(struct transcript *transcript,
                                   const struct pieces *input);

/* Gives the hash and wipes the state. An opened input must be complete. */
void transcript_end(struct transcript *transcript, struct wide *out);

#endif
