// SPDX-License-Identifier: AGPL-3.0-or-later
#include "record/vkey.h"

#include <string.h>

#include "base/fault.h"
#include "base/hex.h"
#include "base/reader.h"
#include "seal/base64.h"
#include "seal/sha256.h"
#include "seal/sign.h"

enum {
    ID_SIZE = 4,
    ID_DIGITS = 2 * ID_SIZE,
    KEY_BYTES = 1 + SIGN_KEY_SIZE,
};

/* What Unicode calls white space, beyond ASCII's. */
static bool has_wide_space(struct span name)
{
    static const char *const spaces[] = {
        "\xc2\x85",     "\xc2\xa0",     "\xe1\x9a\x80", "\xe2\x80\x80", "\xe2\x80\x81",
        "\xe2\x80\x82", "\xe2\x80\x83", "\xe2\x80\x84", "\xe2\x80\x85", "\xe2\x80\x86",
        "\xe2\x80\x87", "\xe2\x80\x88", "\xe2\x80\x89", "\xe2\x80\x8a", "\xe2\x80\xa8",
        "\xe2\x80\xa9", "\xe2\x80\xaf", "\xe2\x81\x9f", "\xe3\x80\x80", "\xef\xbb\xbf",
    };
    size_t i;

    for (i = 0; i < ARRAY_SIZE(spaces); i++) {
        if (memmem(name.data, name.size, spaces[i], strlen(spaces[i])) != NULL) {
            return true;
        }
    }
    return false;
}

bool vkey_is_name(struct span name)
{
    size_t i;

    if (name.size == 0 || name.size >= ORIGIN_SIZE) {
        return false;
    }
    for (i = 0; i < name.size; i++) {
        if (name.data[i] <= ' ' || name.data[i] == '+' || name.data[i] == 0x7f) {
            return false;
        }
    }
    return !has_wide_space(name);
}

static uint32_t make_id(const struct vkey *vkey)
{
    const uint8_t line_end = '\n';
    const uint8_t type = (uint8_t)vkey->type;
    struct sha256 sha256;
    struct digest digest;
    struct reader reader;

    sha256_begin(&sha256);
    sha256_add(&sha256, span_of_text(vkey->name));
    sha256_add(&sha256, SPAN(line_end));
    sha256_add(&sha256, SPAN(type));
    sha256_add(&sha256, SPAN(vkey->key.bytes));
    sha256_end(&sha256, &digest);
    reader_init(&reader, SPAN(digest.bytes));
    return reader_u32(&reader);
}

static int make(struct span name,
                enum vkey_type type,
                const struct sign_key *key,
                struct vkey *out)
{
    struct vkey vkey = {.type = type};
    int r;

    if (!vkey_is_name(name)) {
        return VKEY_MALFORMED;
    }
    memcpy(vkey.name, name.data, name.size);
    r = sign_key_decode(SPAN(key->bytes), &vkey.key);
    if (r != 0) {
        return r < 0 ? r : VKEY_MALFORMED;
    }
    vkey.id = make_id(&vkey);
    *out = vkey;
    return 0;
}

int vkey_make(const char *name,
              enum vkey_type type,
              const struct sign_key *key,
              struct vkey *out)
{
    return make(span_of_text(name), type, key, out);
}

/* Up to the plus, which is consumed; empty when there is none. */
static struct span take_part(struct reader *reader)
{
    const uint8_t *plus = NULL;
    struct span part;

    if (reader->rest.size > 0) {
        plus = memchr(reader->rest.data, '+', reader->rest.size);
    }
    if (plus == NULL) {
        return span_of(NULL, 0);
    }
    part = reader_take(reader, (size_t)(plus - reader->rest.data));
    (void)reader_u8(reader);
    return part;
}

static int take_key(struct span text, uint8_t *type, struct sign_key *key)
{
    CLEANUP(buf_deinit) struct buf bytes;
    struct reader reader;
    int r;

    buf_init(&bytes, KEY_BYTES);
    r = base64_decode(text, &bytes);
    if (r < 0 || buf_status(&bytes) < 0) {
        return FAULT(FAULT_MEMORY);
    }
    if (r != 0 || buf_status(&bytes) != 0) {
        return VKEY_MALFORMED;
    }
    reader_init(&reader, buf_span(&bytes));
    *type = reader_u8(&reader);
    reader_copy(&reader, key->bytes, SIGN_KEY_SIZE);
    if (*type != VKEY_LOG && *type != VKEY_WITNESS) {
        return VKEY_TYPE;
    }
    return reader_done(&reader) ? 0 : VKEY_MALFORMED;
}

int vkey_parse(struct span text, struct vkey *out)
{
    struct sign_key key = {.bytes = {0}};
    struct reader reader;
    struct vkey vkey;
    struct span name;
    struct span id;
    uint8_t bytes[ID_SIZE];
    uint8_t type = 0;
    int r;

    reader_init(&reader, text);
    name = take_part(&reader);
    id = take_part(&reader);
    if (!vkey_is_name(name) || hex_decode(id, bytes, ID_SIZE) != 0) {
        return VKEY_MALFORMED;
    }
    r = take_key(reader.rest, &type, &key);
    if (r != 0) {
        return r;
    }
    r = make(name, (enum vkey_type)type, &key, &vkey);
    if (r != 0) {
        return r;
    }
    reader_init(&reader, SPAN(bytes));
    if (reader_u32(&reader) != vkey.id) {
        return VKEY_MALFORMED;
    }
    *out = vkey;
    return 0;
}

void vkey_write(const struct vkey *vkey, struct buf *out)
{
    uint8_t bytes[KEY_BYTES] = {(uint8_t)vkey->type};

    memcpy(bytes + 1, vkey->key.bytes, SIGN_KEY_SIZE);
    buf_printf(out, "%s+%0*x+", vkey->name, ID_DIGITS, vkey->id);
    base64_encode(SPAN(bytes), out);
}
