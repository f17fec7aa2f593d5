// SPDX-License-Identifier: AGPL-3.0-or-later
/* The scenes of a tale become entries: documents with bases, objects, signatures. */
#include <string.h>

#include "seal/hash.h"
#include "seal/point.h"
#include "tale_scenes.h"
#include "wire/codec.h"

static void seal_ceremony(struct tale *tale, struct definition *definition)
{
    static struct ceremony ceremony;
    struct buf object;

    ceremony = tale->ceremony;
    if (tale->spoil_ceremony != NULL) {
        tale->spoil_ceremony(tale, &ceremony);
    }
    buf_init(&object, TALE_OBJECT_MAX);
    MUST(ceremony_write(&ceremony, &object));
    if (tale->spoil_ceremony_object != NULL) {
        tale->spoil_ceremony_object(tale, &object);
    }
    definition->ceremony = tale_object(tale, buf_span(&object));
    buf_deinit(&object);
    if (!tale->is_key_kept) {
        ceremony_group_key(&tale->ceremony, &definition->election_key);
    }
    /* Under no key at all nothing is encrypted or mixed. */
    tale->key = definition->election_key;
    if (point_is_equal(&tale->key, &point_identity)) {
        ceremony_group_key(&tale->ceremony, &tale->key);
    }
}

static void found(struct tale *tale)
{
    struct scene *scene = tale_scene(tale, ENTRY_DEFINITION, 1);
    struct digest digest;
    struct buf text;

    seal_ceremony(tale, scene->document->of.definition);
    buf_init(&text, CODEC_SIZE_MAX);
    MUST(codec_write(scene->document, &text));
    if (scene->spoils.text != NULL) {
        scene->spoils.text(tale, &text);
    }
    hash_sha256(buf_span(&text), &digest);
    memcpy(tale->eid.bytes, digest.bytes, EID_SIZE);
    code_of_election(&tale->eid, &tale->code);
    buf_deinit(&text);
}

static void seal_text(struct tale *tale,
                      const struct scene *scene,
                      struct span text,
                      struct buf *out)
{
    struct entry entry = {.type = scene->type, .time = scene->time, .document = text};
    size_t hand;

    for (hand = 0; hand < HANDS; hand++) {
        struct signer *signer = &entry.signers[entry.signer_count];

        if ((scene->by >> hand & 1) == 0) {
            continue;
        }
        signer->key = *sign_secret_key(tale->secrets[hand]);
        sign_entry(tale->secrets[hand],
                   (uint8_t)scene->type,
                   &tale->eid,
                   text,
                   &signer->signature);
        entry.signer_count++;
    }
    entry.signers[0].signature.bytes[40] ^= scene->is_forged ? 1 : 0;
    MUST(entry_write(&entry, out));
}

static void prepare(struct tale *tale, struct scene *scene, struct document *document)
{
    if (scene->type == ENTRY_DEFINITION) {
        return;
    }
    document->base.size = tree_size(tale->tree);
    MUST(tree_root(tale->tree, document->base.size, &document->base.root));
    switch ((unsigned)scene->type) {
    case ENTRY_DISQUALIFY:
        if (scene->target != NULL) {
            document->of.disqualification.entry = scene->target->index;
        }
        break;
    case ENTRY_ROLL:
        tale_make_roll(tale, scene, document);
        break;
    case ENTRY_MIX:
        tale_make_mix(tale, scene, document);
        break;
    case ENTRY_SHARES:
        tale_make_shares(tale, scene, document);
        break;
    default:
        break;
    }
}

static void seal_document(struct tale *tale, struct scene *scene, struct buf *out)
{
    struct document *document = scene->document;
    struct buf text;

    prepare(tale, scene, document);
    if (scene->spoils.document != NULL) {
        scene->spoils.document(tale, document);
    }
    buf_init(&text, CODEC_SIZE_MAX);
    MUST(codec_write(document, &text));
    if (scene->spoils.text != NULL) {
        scene->spoils.text(tale, &text);
    }
    seal_text(tale, scene, buf_span(&text), out);
    buf_deinit(&text);
}

static void seal_scene(struct tale *tale, struct scene *scene)
{
    struct buf entry;

    buf_init(&entry, ENTRY_SIZE_MAX);
    scene->index = tale->entry_count;
    if (scene->is_copy) {
        buf_put_span(&entry, buf_span(&tale->entries[tale->entry_count - 1]));
    } else if (entry_is_ballot(scene->type)) {
        tale_make_ballot(tale, scene, &entry);
    } else {
        seal_document(tale, scene, &entry);
    }
    if (scene->spoils.entry != NULL) {
        scene->spoils.entry(tale, &entry);
    }
    tale_append(tale, buf_span(&entry));
    if (scene->type == ENTRY_BOX && !tale->is_boxed) {
        tale->is_boxed = true;
        entry_leaf(buf_span(&entry), &tale->box);
        tale_gather(tale);
    }
    buf_deinit(&entry);
}

void tale_seal(struct tale *tale)
{
    size_t i;

    tale_clear(tale);
    tale->is_gathered = false;
    tale->is_boxed = false;
    memset(&tale->box, 0, sizeof(tale->box));
    MUST(tree_new(&tale->tree));
    found(tale);
    for (i = 0; i < tale->scene_count; i++) {
        if (tale->scenes[i]->type == ENTRY_RESULT && tale->sheets[0].size > 0) {
            (void)tale_object(tale, buf_span(&tale->sheets[0]));
            (void)tale_object(tale, buf_span(&tale->sheets[1]));
        }
        seal_scene(tale, tale->scenes[i]);
    }
    if (tale->kept.size > 0) {
        (void)tale_object(tale, buf_span(&tale->kept));
    }
    tale->head.size = tale->entry_count;
    MUST(tree_root(tale->tree, tale->head.size, &tale->head.root));
}
