// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mutation.h"

#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/hex.h"

static const struct mutation *const tables[] = {
    mutations_for_good,
    mutations_of_log,
    mutations_of_forms,
    mutations_of_witness,
    mutations_of_origin,
    mutations_of_settlement,
    mutations_of_poll,
    mutations_of_ballots,
    mutations_of_broken,
    mutations_of_numbers,
    mutations_of_notes,
    mutations_of_box,
    mutations_of_mixes,
    mutations_of_shares,
    mutations_of_result,
    mutations_of_counts,
    mutations_twice,
};

static size_t length_of(const struct mutation *table)
{
    size_t length = 0;

    while (table[length].name != NULL) {
        length++;
    }
    return length;
}

const struct mutation *mutation_at(size_t place)
{
    size_t i;

    for (i = 0; i < ARRAY_SIZE(tables); i++) {
        size_t length = length_of(tables[i]);

        if (place < length) {
            return &tables[i][place];
        }
        place -= length;
    }
    return NULL;
}

void mutation_write(const struct mutation *mutation,
                    struct tale *tale,
                    const char *folder)
{
    tale_begin(tale);
    if (mutation->change != NULL) {
        mutation->change(tale, mutation->argument);
    }
    tale_seal(tale);
    tale_write(tale, folder);
    if (mutation->spoil != NULL) {
        mutation->spoil(tale, folder);
    }
}

void mutation_strange(struct tale *tale, int type)
{
    struct scene *scene = tale_scene(tale, (enum entry_type)type, 1);

    switch (type) {
    case ENTRY_RECEIVED:
    case ENTRY_MIX:
        scene->by = BY_STRANGER;
        break;
    case ENTRY_SHARES:
        scene->by = BY_TRUSTEE << 1;
        break;
    default:
        scene->by = BY_CLERK;
        break;
    }
}

void mutation_forge(struct tale *tale, int type)
{
    tale_scene(tale, (enum entry_type)type, 1)->is_forged = true;
}

void mutation_repeat(struct tale *tale, int type)
{
    tale_double(tale, tale_scene(tale, (enum entry_type)type, 1))->is_copy = true;
}

void mutation_double(struct tale *tale, int type)
{
    (void)tale_double(tale, tale_scene(tale, (enum entry_type)type, 1));
}

void mutation_before_box(struct tale *tale, int type)
{
    tale_move_before(tale,
                     tale_scene(tale, (enum entry_type)type, 1),
                     tale_scene(tale, ENTRY_BOX, 1));
}

void mutation_behind_result(struct tale *tale, int type)
{
    tale_move_behind(tale,
                     tale_double(tale, tale_scene(tale, (enum entry_type)type, 1)),
                     tale_scene(tale, ENTRY_RESULT, 1));
}

void mutation_cut(struct tale *tale, struct buf *object)
{
    (void)tale;
    object->size--;
}

void mutation_damage(struct tale *tale, struct buf *object)
{
    (void)tale;
    object->data[0] ^= 1;
}

void mutation_lengthen(struct tale *tale, struct buf *object)
{
    (void)tale;
    object->data[object->size - 1] |= 0x80;
}

void mutation_flip(const char *folder, const char *name)
{
    char path[FILE_PATH_SIZE];
    struct buf file;

    buf_init(&file, TALE_OBJECT_MAX);
    MUST(file_join(folder, name, path));
    MUST(file_read(path, &file));
    file.data[file.size / 2] ^= 1;
    tale_file(folder, name, buf_span(&file));
    buf_deinit(&file);
}

void mutation_drop(const char *folder, const char *name)
{
    char path[FILE_PATH_SIZE];

    MUST(file_join(folder, name, path));
    MUST(remove(path));
}

void mutation_object_name(const struct tale *tale, size_t at, char out[80])
{
    (void)snprintf(out, 80, "objects/");
    hex_encode(SPAN(tale->refs[at].digest), out + strlen(out));
}

void mutation_replace(struct buf *text, const char *from, const char *to)
{
    const char *whole = buf_text(text);
    const char *at = strstr(whole, from);
    struct buf made;

    tale_must(at == NULL, from);
    buf_init(&made, text->ceiling);
    buf_put(&made, whole, (size_t)(at - whole));
    buf_put_text(&made, to);
    buf_put_text(&made, at + strlen(from));
    MUST(buf_status(&made));
    buf_reset(text);
    buf_put_span(text, buf_span(&made));
    buf_deinit(&made);
}
