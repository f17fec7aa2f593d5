// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wire/field.h"

#include "parts.h"

enum {
    HAS_CONSTITUENCY = 1 << 0,
    MAY_CONSTITUENCY = 1 << 1,
    HAS_CLOSE = 1 << 2,
    HAS_CANDIDATE = 1 << 3,
    HAS_PAGE = 1 << 4,
    HAS_KEY = 1 << 5,
    HAS_ORDER = 1 << 6,
    HAS_REASON = 1 << 7,
};

/* Which members each kind of note has, kind apart. */
static const struct {
    const char *members;
    unsigned parts;
} kinds[NOTE_END] = {
    [NOTE_EXTEND] = {"document base kind close reason", HAS_CLOSE | HAS_REASON},
    [NOTE_DEATH] = {"document base kind constituency candidate",
                    HAS_CONSTITUENCY | HAS_CANDIDATE},
    [NOTE_ABANDON] = {"document base kind constituency reason",
                      MAY_CONSTITUENCY | HAS_REASON},
    [NOTE_PAGE] = {"document base kind page", HAS_PAGE},
    [NOTE_REVOKE] = {"document base kind key", HAS_KEY},
    [NOTE_OPEN_ONE] = {"document base kind constituency entry authority",
                       HAS_CONSTITUENCY | HAS_ORDER},
    [NOTE_RETENTION] = {"document base kind reason", HAS_REASON},
    [NOTE_OTHER] = {"document base kind constituency reason",
                    MAY_CONSTITUENCY | HAS_REASON},
};

/* A code, so that no note can name a person: a to z, 0 to 9, '-'. */
static void read_code(const struct node *root, char *out, size_t size)
{
    struct node code = node_member(root, "reason");
    size_t i;

    node_text(&code, out, size);
    for (i = 0; out[i] != 0; i++) {
        if (!((out[i] >= 'a' && out[i] <= 'z') || (out[i] >= '0' && out[i] <= '9')
              || out[i] == '-')) {
            node_refuse(&code, "not a code of a to z, 0 to 9 and -");
            return;
        }
    }
}

static void read_place(const struct node *root, unsigned parts, struct note *out)
{
    struct node constituency = node_optional(root, "constituency");

    if ((parts & HAS_CONSTITUENCY) != 0
        || ((parts & MAY_CONSTITUENCY) != 0 && node_is_present(&constituency))) {
        out->cid = wire_read_cid(root);
    }
    if ((parts & HAS_CANDIDATE) != 0) {
        out->candidate = (unsigned)field_number(root, "candidate", 1, CANDIDATES_MAX);
    }
}

void wire_read_note(const struct node *root, struct document *out)
{
    struct note *note = &out->of.note;
    unsigned parts;

    note->kind = (enum note_kind)field_choice(root, "kind", note_kind_name);
    parts = kinds[note->kind].parts;
    node_members(root, kinds[note->kind].members);
    read_place(root, parts, note);
    if ((parts & HAS_CLOSE) != 0) {
        note->close = field_moment(root, "close");
    }
    if ((parts & HAS_PAGE) != 0) {
        field_bytes(root, "page", &note->page, sizeof(note->page));
    }
    if ((parts & HAS_KEY) != 0) {
        field_bytes(root, "key", &note->key, sizeof(note->key));
    }
    if ((parts & HAS_ORDER) != 0) {
        note->entry = field_number(root, "entry", 1, NODE_NUMBER_MAX);
        field_bytes(root, "authority", &note->authority, sizeof(note->authority));
    }
    if ((parts & HAS_REASON) != 0) {
        read_code(root, note->code, sizeof(note->code));
    }
}

void wire_put_note(struct writer *writer, const struct document *document)
{
    const struct note *note = &document->of.note;
    unsigned parts = kinds[note->kind].parts;

    writer_text(writer, "kind", note_kind_name(note->kind));
    if (note->cid != 0) {
        writer_number(writer, "constituency", note->cid);
    }
    if ((parts & HAS_CLOSE) != 0) {
        writer_moment(writer, "close", note->close);
    }
    if ((parts & HAS_CANDIDATE) != 0) {
        writer_number(writer, "candidate", note->candidate);
    }
    if ((parts & HAS_PAGE) != 0) {
        writer_bytes(writer, "page", SPAN(note->page));
    }
    if ((parts & HAS_KEY) != 0) {
        writer_bytes(writer, "key", SPAN(note->key));
    }
    if ((parts & HAS_ORDER) != 0) {
        writer_number(writer, "entry", note->entry);
        writer_bytes(writer, "authority", SPAN(note->authority));
    }
    if ((parts & HAS_REASON) != 0) {
        writer_text(writer, "reason", note->code);
    }
}
