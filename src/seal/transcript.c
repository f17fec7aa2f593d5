// SPDX-License-Identifier: AGPL-3.0-or-later
#include "seal/transcript.h"

#include <assert.h>

enum {
    PIECE = 16384,
};

static void absorb(struct transcript *transcript, const void *data, size_t size)
{
    (void)crypto_hash_sha512_update(&transcript->state, data, size);
}

void transcript_begin(struct transcript *transcript, const char *tag)
{
    struct span text = span_of_text(tag);
    uint8_t size = (uint8_t)text.size;

    assert(text.size <= UINT8_MAX);
    (void)crypto_hash_sha512_init(&transcript->state);
    transcript->due = 0;
    absorb(transcript, "GB1", 3);
    absorb(transcript, &size, sizeof(size));
    absorb(transcript, text.data, text.size);
}

void transcript_open(struct transcript *transcript, uint32_t size)
{
    uint8_t bytes[4] = {(uint8_t)(size >> 24),
                        (uint8_t)(size >> 16),
                        (uint8_t)(size >> 8),
                        (uint8_t)size};

    assert(transcript->due == 0);
    absorb(transcript, bytes, sizeof(bytes));
    transcript->due = size;
}

void transcript_piece(struct transcript *transcript, struct span piece)
{
    assert(piece.size <= transcript->due);
    absorb(transcript, piece.data, piece.size);
    transcript->due -= piece.size;
}

void transcript_add(struct transcript *transcript, struct span input)
{
    assert(input.size <= UINT32_MAX);
    transcript_open(transcript, (uint32_t)input.size);
    transcript_piece(transcript, input);
}

void transcript_add_u8(struct transcript *transcript, uint8_t input)
{
    transcript_add(transcript, span_of(&input, sizeof(input)));
}

void transcript_add_u16(struct transcript *transcript, uint16_t input)
{
    uint8_t bytes[2] = {(uint8_t)(input >> 8), (uint8_t)input};

    transcript_add(transcript, span_of(bytes, sizeof(bytes)));
}

void transcript_add_u32(struct transcript *transcript, uint32_t input)
{
    uint8_t bytes[4] = {(uint8_t)(input >> 24),
                        (uint8_t)(input >> 16),
                        (uint8_t)(input >> 8),
                        (uint8_t)input};

    transcript_add(transcript, span_of(bytes, sizeof(bytes)));
}

int transcript_add_pieces(struct transcript *transcript, const struct pieces *input)
{
    uint8_t piece[PIECE];
    uint64_t offset;
    int r;

    assert(input->size <= UINT32_MAX);
    transcript_open(transcript, (uint32_t)input->size);
    for (offset = 0; offset < input->size; offset += PIECE) {
        size_t size =
            input->size - offset < PIECE ? (size_t)(input->size - offset) : PIECE;

        r = pieces_read(input, offset, size, piece);
        if (r != 0) {
            return r;
        }
        transcript_piece(transcript, span_of(piece, size));
    }
    return 0;
}

void transcript_end(struct transcript *transcript, struct wide *out)
{
    assert(transcript->due == 0);
    (void)crypto_hash_sha512_final(&transcript->state, out->bytes);
    sodium_memzero(transcript, sizeof(*transcript));
}
