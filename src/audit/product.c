// SPDX-License-Identifier: AGPL-3.0-or-later
#include "product.h"

#include <stdio.h>

#include "base/fault.h"
#include "seal/hash.h"
#include "wire/codec.h"

static int hand_over(const struct sink *sink, const struct product *product)
{
    int r = sink->put(sink->context, product);

    return r > 0 ? PERFORM_SINK : r;
}

static void set_object(struct product *product, struct span object)
{
    product->object = object;
    product->reference.size = object.size;
    hash_sha256(object, &product->reference.digest);
}

static void
sign(const struct audit *audit, const struct draft *draft, struct product *product)
{
    size_t i;

    for (i = 0; i < draft->signer_count; i++) {
        struct product_signer *signer = &product->signers[i];

        signer->key = keyfile_person(draft->signers[i])->sign;
        sign_entry(keyfile_sign(draft->signers[i]),
                   (uint8_t)product->type,
                   &audit->eid,
                   product->document,
                   &signer->signature);
    }
    product->signer_count = draft->signer_count;
}

int audit_put(struct audit *audit, const struct draft *draft, const struct sink *sink)
{
    struct product product = {.type = draft->document->type};
    struct buf text;
    int r;

    draft->document->base =
        (struct base){.size = audit->head.size, .root = audit->head.root};
    buf_init(&text, CODEC_SIZE_MAX);
    r = FOLD(codec_write(draft->document, &text));
    if (r == 0) {
        (void)snprintf(product.name,
                       sizeof(product.name),
                       draft->cid == 0 ? "%s" : "%s-%u-%u",
                       document_name(product.type),
                       draft->cid,
                       draft->index);
        product.document = buf_span(&text);
        set_object(&product, draft->object);
        sign(audit, draft, &product);
        r = hand_over(sink, &product);
    }
    buf_deinit(&text);
    return r;
}

int audit_put_object(const struct sink *sink, uint16_t cid, struct span object)
{
    struct product product = {.type = 0};

    (void)snprintf(product.name, sizeof(product.name), "sheet-%u", cid);
    set_object(&product, object);
    return hand_over(sink, &product);
}
