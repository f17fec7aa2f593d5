// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/publish.h"

#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "base/hex.h"
#include "record/entry.h"
#include "record/ledger_view.h"
#include "record/object.h"
#include "record/tiles.h"
#include "record/watch.h"

#include "cosigned.h"
#include "state.h"

/*
 * From `open` to `close` who has voted is nobody's business (protocol.md §7): bundles
 * that hold any entry behind `open` are withheld, as are roll objects, these from the
 * roll entry on.
 */
static bool is_withheld_bundle(struct desk *desk, const struct tile *tile)
{
    const struct ledger *ledger = journal_rules(desk->journal);
    struct facts facts = {0};
    uint64_t open = 0;
    bool is_polling;

    ledger_facts(ledger, &facts);
    is_polling = facts.has_open && !facts.has_close
                 && ledger_find_entry(ledger, ENTRY_OPEN, &open);
    journal_release(desk->journal);
    return is_polling && tile->index * TILES_WIDTH + tile->width > open + 1;
}

static bool is_withheld_object(struct desk *desk, const struct digest *digest)
{
    const struct ledger *ledger = journal_rules(desk->journal);
    const struct roll_document *roll = ledger_roll(ledger);
    struct facts facts = {0};
    bool is_roll = false;
    size_t i;

    ledger_facts(ledger, &facts);
    for (i = 0; roll && i < roll->count; i++) {
        is_roll =
            is_roll
            || memcmp(&roll->lists[i].object.digest, digest, sizeof(*digest)) == 0;
    }
    journal_release(desk->journal);
    /* Where nothing is polled any more, no close will come. */
    return is_roll && !facts.has_close && (facts.has_open || !facts.is_abandoned);
}

static int publish_tile(struct desk *desk,
                        const char *path,
                        enum publish_kind *kind,
                        struct buf *out)
{
    struct tile tile;
    int r;

    if (tiles_parse(span_of_text(path), &tile) != 0) {
        return PUBLISH_UNKNOWN;
    }
    if (tile.level == TILES_ENTRIES && is_withheld_bundle(desk, &tile)) {
        return PUBLISH_WITHHELD;
    }
    r = journal_tile(desk->journal, &tile, out);
    if (r != 0) {
        return r == JOURNAL_UNKNOWN ? PUBLISH_UNKNOWN : FOLD(r);
    }
    *kind = tile.level == TILES_ENTRIES ? PUBLISH_BUNDLE : PUBLISH_TILE;
    return 0;
}

static int read_object(struct desk *desk, const struct digest *digest, struct buf *out)
{
    struct object_part part = {.digest = *digest};
    char folder[FILE_PATH_SIZE];
    uint64_t size = 0;
    int r = FOLD(file_join(desk->dir, "objects", folder));

    if (r == 0) {
        r = object_size(folder, digest, &size);
    }
    if (r != 0) {
        return r == OBJECT_ABSENT ? PUBLISH_UNKNOWN : FOLD(r);
    }
    if (size > OBJECT_SIZE_MAX) {
        return PUBLISH_UNKNOWN;
    }
    part.size = (size_t)size;
    return FOLD(object_read(folder, &part, out));
}

static int publish_object(struct desk *desk,
                          const char *name,
                          enum publish_kind *kind,
                          struct buf *out)
{
    struct digest digest;
    int r;

    if (hex_decode(span_of_text(name), digest.bytes, sizeof(digest.bytes)) != 0
        || !journal_names(desk->journal, &digest)) {
        return PUBLISH_UNKNOWN;
    }
    if (is_withheld_object(desk, &digest)) {
        return PUBLISH_WITHHELD;
    }
    r = read_object(desk, &digest, out);
    if (r == 0) {
        *kind = PUBLISH_OBJECT;
    }
    return r;
}

static int
publish_checkpoint(struct desk *desk, enum publish_kind *kind, struct buf *out)
{
    int r = journal_checkpoint(desk->journal, out);

    if (r != 0) {
        return r == JOURNAL_UNKNOWN ? PUBLISH_UNKNOWN : FOLD(r);
    }
    *kind = PUBLISH_CHECKPOINT;
    return 0;
}

/* "cosigned/SIZE"; and the sizes there are, for who copies the record. */
static int publish_cosigned(struct desk *desk,
                            const char *name,
                            enum publish_kind *kind,
                            struct buf *out)
{
    uint64_t size = 0;
    int r;

    if (strcmp(name, "sizes") == 0) {
        r = cosigned_sizes(desk->cosigned, out);
    } else if (watch_parse_size(span_of_text(name), &size) != 0) {
        return PUBLISH_UNKNOWN;
    } else {
        r = cosigned_read(desk->cosigned, size, out);
    }
    if (r == 0) {
        *kind = PUBLISH_COSIGNED;
    }
    return r == COSIGNED_UNKNOWN ? PUBLISH_UNKNOWN : FOLD(r);
}

int desk_publish(struct desk *desk,
                 const char *path,
                 enum publish_kind *kind,
                 struct buf *out)
{
    static const char cosigned[] = "cosigned/";
    static const char objects[] = "objects/";
    static const char tiles[] = "tile/";

    if (strcmp(path, "checkpoint") == 0) {
        return publish_checkpoint(desk, kind, out);
    }
    if (strncmp(path, objects, strlen(objects)) == 0) {
        return publish_object(desk, path + strlen(objects), kind, out);
    }
    if (strncmp(path, cosigned, strlen(cosigned)) == 0) {
        return publish_cosigned(desk, path + strlen(cosigned), kind, out);
    }
    return strncmp(path, tiles, strlen(tiles)) == 0
               ? publish_tile(desk, path, kind, out)
               : PUBLISH_UNKNOWN;
}

/* The document of the first entry of a type. */
static int publish_text(struct desk *desk, enum entry_type type, struct buf *out)
{
    struct entry entry;
    struct buf bytes;
    int r;

    buf_init(&bytes, ENTRY_SIZE_MAX);
    r = journal_first(desk->journal, type, &bytes);
    if (r == JOURNAL_UNKNOWN) {
        r = PUBLISH_UNKNOWN;
    } else if (r == 0) {
        r = FOLD(entry_parse(buf_span(&bytes), &entry));
    }
    if (r == 0) {
        buf_put_span(out, entry.document);
        r = FOLD(buf_status(out));
    }
    buf_deinit(&bytes);
    return r;
}

int desk_definition_text(struct desk *desk, struct buf *out)
{
    return publish_text(desk, ENTRY_DEFINITION, out);
}

int desk_statement_text(struct desk *desk, struct buf *out)
{
    return publish_text(desk, ENTRY_STATEMENT, out);
}
