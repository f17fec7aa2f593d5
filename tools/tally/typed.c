// SPDX-License-Identifier: AGPL-3.0-or-later
#include "typed.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/text.h"

static void skip_line(void)
{
    int byte;

    do {
        byte = getc(stdin);
    } while (byte != EOF && byte != '\n');
}

int typed_next(const char *prompt, struct typed *out)
{
    char line[TYPED_SIZE];
    struct span text;

    if (isatty(STDIN_FILENO) == 1) {
        (void)fputs(prompt, stderr);
        (void)fflush(stderr);
    }
    if (fgets(line, sizeof(line), stdin) == NULL) {
        return TYPED_END;
    }
    if (strchr(line, '\n') == NULL && feof(stdin) == 0) {
        skip_line();
        return TYPED_LONG;
    }
    text = text_trim(span_of_text(line));
    memcpy(out->line, text.data, text.size);
    out->line[text.size] = 0;
    return 0;
}

struct span typed_word(struct span *text)
{
    struct span rest = text_trim(*text);
    struct span word = rest;

    word.size = 0;
    while (word.size < rest.size && rest.data[word.size] != ' '
           && rest.data[word.size] != '\t') {
        word.size++;
    }
    *text = span_of(rest.data + word.size, rest.size - word.size);
    return word;
}

int typed_is(struct span word, const char *one)
{
    return word.size == strlen(one)
           && strncasecmp((const char *)word.data, one, word.size) == 0;
}
