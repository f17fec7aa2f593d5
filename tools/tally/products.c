// SPDX-License-Identifier: AGPL-3.0-or-later
#include "products.h"

#include <stdio.h>
#include <string.h>

#include "base/fault.h"
#include "base/file.h"
#include "record/object.h"

#include "command.h"
#include "deliver.h"
#include "signatures.h"

static int find_objects(const struct products *products, char out[FILE_PATH_SIZE])
{
    return file_join(products->folder, "objects", out) == 0
               ? 0
               : command_fail(COMMAND_REFUSED, "%s: too long a name", products->folder);
}

int products_begin(const struct products *products)
{
    char objects[FILE_PATH_SIZE];
    int r;

    r = find_objects(products, objects);
    if (r != 0) {
        return r;
    }
    r = file_make_folder(objects);
    return r > 0 ? command_fail(COMMAND_REFUSED, "%s: this user may not", objects) : r;
}

static int put_object(const struct products *products, const struct product *product)
{
    char objects[FILE_PATH_SIZE];
    int r;

    r = find_objects(products, objects);
    if (r != 0) {
        return r;
    }
    r = object_put(objects, &product->reference, product->object);
    return r > 0 ? command_fail(COMMAND_REFUSED, "%s: cannot be written", objects) : r;
}

static int put_document(const struct products *products, const struct product *product)
{
    struct signatures signatures = {.type = product->type,
                                    .eid = *products->eid,
                                    .document = product->document,
                                    .count = product->signer_count};
    const struct deliver_objects objects = {NULL, products->folder};
    char name[PRODUCT_NAME_SIZE + 8];
    char path[FILE_PATH_SIZE];
    size_t i;
    int r;

    (void)snprintf(name, sizeof(name), "%s.json", product->name);
    if (file_join(products->folder, name, path) != 0) {
        return command_fail(COMMAND_REFUSED, "%s: too long a name", products->folder);
    }
    for (i = 0; i < product->signer_count; i++) {
        signatures.signers[i].key = product->signers[i].key;
        signatures.signers[i].signature = product->signers[i].signature;
    }
    r = command_save_public(path, product->document);
    if (r == 0) {
        r = signatures_save(path, &signatures);
    }
    if (r != 0) {
        return r;
    }
    (void)strncat(path, "\n", sizeof(path) - strlen(path) - 1);
    r = command_print(span_of_text(path));
    if (r != 0 || products->remote == NULL) {
        return r;
    }
    return deliver(products->remote, &signatures, &objects);
}

static int put(void *context, const struct product *product)
{
    const struct products *products = context;
    int r = 0;

    if (product->object.size > 0) {
        r = put_object(products, product);
    }
    if (r == 0 && product->document.size > 0) {
        r = put_document(products, product);
    }
    return r;
}

struct sink products_sink(struct products *products)
{
    return (struct sink){products, put};
}
