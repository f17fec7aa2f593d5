/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A buf: growing bytes with a ceiling given at the start. The first call that cannot
 * be met (memory, or the ceiling passed) marks the buf as failed; later calls do
 * nothing, and buf_status tells once, so that a writer need not check every line.
 * Released memory is wiped.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/span.h"

struct buf {
    uint8_t *data;
    size_t size;
    size_t capacity;
    size_t ceiling;
    int failed; /* 0, FAULT_MEMORY or BUF_FULL */
};

enum buf_refusal {
    BUF_FULL = 1,
};

/* An empty buf that holds at most ceiling bytes; no memory is taken yet. */
void buf_init(struct buf *buf, size_t ceiling);

/* Wipes and releases the bytes; the buf is empty and may be used again. */
void buf_deinit(struct buf *buf);

/* Forgets the bytes (wiped) and any failure; keeps the memory. */
void buf_reset(struct buf *buf);

void buf_put(struct buf *buf, const void *data, size_t size);
void buf_put_span(struct buf *buf, struct span span);
void buf_put_text(struct buf *buf, const char *text);
void buf_put_u8(struct buf *buf, uint8_t value);
void buf_put_u16(struct buf *buf, uint16_t value); /* big-endian, as all below */
void buf_put_u32(struct buf *buf, uint32_t value);
void buf_put_u64(struct buf *buf, uint64_t value);
void buf_printf(struct buf *buf, const char *format, ...) PRINTF(2, 3);
void buf_vprintf(struct buf *buf, const char *format, va_list arguments) PRINTF(2, 0);

/* Room for size more bytes, zeroed, counted as written; NULL when failed. */
uint8_t *buf_extend(struct buf *buf, size_t size);

/* 0, FAULT_MEMORY or BUF_FULL: whether everything put is there. */
MUST_USE int buf_status(const struct buf *buf);

/* The bytes so far; valid until the next put. */
struct span buf_span(const struct buf *buf);

/* The bytes as a text: puts a NUL behind them that is not counted. "" when failed. */
const char *buf_text(struct buf *buf);

#endif
