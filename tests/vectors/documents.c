// SPDX-License-Identifier: AGPL-3.0-or-later
/*
 * Says of every file named whether our parser accepts it, a line a file: "same" when
 * writing what was read gives the same bytes, "other" when it does not, "refused" and
 * the complaint. The kind of document is the file's name up to the first '-' or '.';
 * none of the record's is a card, an order or a list of packets.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/fault.h"
#include "base/file.h"
#include "wire/card.h"
#include "wire/codec.h"
#include "wire/mandate.h"
#include "wire/manifest.h"

enum {
    FILE_MAX = 1 << 20,
};

static bool is_named(const char *path, const char *kind)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash == NULL ? path : slash + 1;

    return strlen(kind) == strcspn(name, "-.")
           && strncmp(kind, name, strlen(kind)) == 0;
}

static enum entry_type type_of(const char *path)
{
    unsigned type;

    for (type = 1; type < ENTRY_TYPES; type++) {
        const char *known = document_name((enum entry_type)type);

        if (known != NULL && is_named(path, known)) {
            return (enum entry_type)type;
        }
    }
    return (enum entry_type)0;
}

static int rewrite_card(struct span text, struct node_complaint *why, struct buf *again)
{
    struct person person;
    int r;

    r = card_parse(text, why, &person);
    if (r != 0) {
        return r;
    }
    return card_write(&person, again) == 0 ? 0 : FAULT_BUG;
}

static int
rewrite_order(struct span text, struct node_complaint *why, struct buf *again)
{
    struct mandate mandate;
    int r;

    r = mandate_parse(text, why, &mandate);
    if (r != 0) {
        return r;
    }
    return mandate_write(&mandate, again) == 0 ? 0 : FAULT_BUG;
}

static int
rewrite_packets(struct span text, struct node_complaint *why, struct buf *again)
{
    struct manifest *manifest = NULL;
    int r;

    r = manifest_parse(text, why, &manifest);
    if (r != 0) {
        return r;
    }
    r = manifest_write(manifest, again) == 0 ? 0 : FAULT_BUG;
    free(manifest);
    return r;
}

static int rewrite(const char *path,
                   struct span text,
                   struct node_complaint *why,
                   struct buf *again)
{
    CLEANUP(document_freep) struct document *document = NULL;
    int r;

    if (is_named(path, "packets")) {
        return rewrite_packets(text, why, again);
    }
    if (is_named(path, "order")) {
        return rewrite_order(text, why, again);
    }
    if (type_of(path) == 0) {
        return rewrite_card(text, why, again);
    }
    r = codec_parse(text, type_of(path), why, &document);
    if (r != 0) {
        return r;
    }
    return codec_write(document, again) == 0 ? 0 : FAULT_BUG;
}

static int say(const char *path, struct buf *text, struct buf *again)
{
    struct node_complaint why;
    int r;

    r = rewrite(path, buf_span(text), &why, again);
    if (r < 0) {
        return r;
    }
    if (r > 0) {
        (void)printf("%s refused %s\n", path, why.text);
        return 0;
    }
    (void)printf("%s %s\n",
                 path,
                 span_is_equal(buf_span(text), buf_span(again)) ? "same" : "other");
    return 0;
}

static int say_file(const char *path)
{
    CLEANUP(buf_deinit) struct buf text;
    CLEANUP(buf_deinit) struct buf again;
    int r;

    buf_init(&text, FILE_MAX);
    buf_init(&again, FILE_MAX);
    r = file_read(path, &text);
    if (r != 0) {
        (void)fprintf(stderr, "cannot read %s\n", path);
        return r;
    }
    return say(path, &text, &again);
}

int main(int argc, char **argv)
{
    int i;

    node_prepare();
    for (i = 1; i < argc; i++) {
        if (say_file(argv[i]) != 0) {
            return 1;
        }
    }
    return 0;
}
