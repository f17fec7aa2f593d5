// SPDX-License-Identifier: AGPL-3.0-or-later
/* Gives a parser its saved inputs, and what lies next to them. */
#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/log.h"
#include "fuzz.h"
#include "seal/hash.h"

enum {
    INPUT_MAX = 65536,
    CHANGED_MAX = 1024, /* bytes of an input that are changed one by one */
    HUNTED_NAME = 40,   /* hex digits: libFuzzer's name of an input */
};

/* In memory of exactly its size, so that a sanitizer sees a step beyond the end. */
static void give(const uint8_t *data, size_t size)
{
    uint8_t *copy = malloc(size > 0 ? size : 1);

    fuzz_must(copy != NULL);
    if (size > 0) {
        memcpy(copy, data, size);
    }
    (void)LLVMFuzzerTestOneInput(copy, size);
    free(copy);
}

static void give_neighbours(uint8_t *data, size_t size)
{
    static const uint8_t changes[] = {0x01, 0x20, 0x80, 0xff};
    size_t i;
    size_t k;

    give(data, size);
    for (i = 0; i < size && i < CHANGED_MAX; i++) {
        give(data, i);
        for (k = 0; k < sizeof(changes); k++) {
            data[i] ^= changes[k];
            give(data, size);
            data[i] ^= changes[k];
        }
    }
}

/* What a hunt kept, among neighbours it has tried already. */
static int is_hunted(const char *name)
{
    return strlen(name) == HUNTED_NAME
           && strspn(name, "0123456789abcdef") == HUNTED_NAME;
}

static int replay(const char *folder, const char *name)
{
    char path[FILE_PATH_SIZE];
    struct buf input;
    int r;

    buf_init(&input, INPUT_MAX);
    r = file_join(folder, name, path);
    if (r == 0) {
        r = file_read(path, &input);
    }
    if (r == 0 && is_hunted(name)) {
        give(input.data, input.size);
    } else if (r == 0) {
        give_neighbours(input.data, input.size);
    }
    buf_deinit(&input);
    return r;
}

int main(int argc, char **argv)
{
    DIR *folder = argc == 2 ? opendir(argv[1]) : NULL;
    const struct dirent *item;
    size_t count = 0;

    if (folder == NULL || seal_init() != 0) {
        (void)fputs("usage: fuzz_PARSER FOLDER\n", stderr);
        return 1;
    }
    log_silence();
    give((const uint8_t *)"", 0);
    /* NOLINTNEXTLINE(concurrency-mt-unsafe): one thread */
    while ((item = readdir(folder)) != NULL) {
        if (item->d_name[0] == '.') {
            continue;
        }
        if (replay(argv[1], item->d_name) != 0) {
            (void)fprintf(stderr, "%s cannot be read\n", item->d_name);
            return 1;
        }
        count++;
    }
    (void)closedir(folder);
    (void)printf("%zu inputs\n", count);
    return count > 0 ? 0 : 1;
}
