// SPDX-License-Identifier: AGPL-3.0-or-later
#include "post/print.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"

enum {
    PDF_MAX = 10000000,
    TEXT_MAX = 100000,
};

/* What a command prints, with the PDF's path in its middle. */
static void run(const char *before, const char *path, const char *after, char *out)
{
    char line[FILE_PATH_SIZE];
    FILE *stream;
    size_t size;

    (void)snprintf(line, sizeof(line), "%s %s %s", before, path, after);
    /* A test reads its own file with the tools of the field. */
    // NOLINTNEXTLINE(cert-env33-c)
    stream = popen(line, "r");
    assert_non_null(stream);
    size = fread(out, 1, TEXT_MAX - 1, stream);
    out[size] = 0;
    assert_int_equal(pclose(stream), 0);
}

static void save(const char *path, const struct letter *letters, size_t count)
{
    struct print *print;
    struct buf pdf;
    size_t i;

    assert_int_equal(print_new(&print), 0);
    for (i = 0; i < count; i++) {
        assert_int_equal(print_letter(print, &letters[i]), 0);
    }
    buf_init(&pdf, PDF_MAX);
    assert_int_equal(print_finish(print, &pdf), 0);
    assert_int_equal(file_replace(path, buf_span(&pdf), 0600), 0);
    buf_deinit(&pdf);
    print_free(print);
}

static void test_a_letter_is_read_back_and_its_code_scanned(void **state)
{
    static char text[TEXT_MAX];
    char folder[] = "/tmp/print.XXXXXX";
    char path[FILE_PATH_SIZE];
    struct letter letter = {
        span_of_text("Zoë Łukasz\n1 High Street\nOxford\n"),
        span_of_text("Dear Zoë\n\nVoting code: 01234-56789-ABCDE-FGHJK-MNPQR\n"),
        span_of_text("https://vote.example.org/vote#0123456789ABCDEFGHJKMNPQR.1.42"),
        {NULL, 0}};

    (void)state;
    assert_non_null(mkdtemp(folder));
    assert_int_equal(file_join(folder, "letters.pdf", path), 0);
    save(path, &letter, 1);
    run("pdftotext -layout", path, "-", text);
    assert_non_null(strstr(text, "Zoë Łukasz"));
    assert_non_null(strstr(text, "01234-56789-ABCDE-FGHJK-MNPQR"));
    run("pdftoppm -r 150 -png", path, "| zbarimg -q --raw -", text);
    assert_string_equal(
        text, "https://vote.example.org/vote#0123456789ABCDEFGHJKMNPQR.1.42\n");
    assert_int_equal(unlink(path), 0);
    assert_int_equal(rmdir(folder), 0);
}

static void test_a_long_letter_goes_on_and_the_next_begins_a_page(void **state)
{
    static char text[TEXT_MAX];
    static char lines[100 * 8 + 1];
    char folder[] = "/tmp/print.XXXXXX";
    char path[FILE_PATH_SIZE];
    const char *last;
    struct letter letters[2] = {{.address = span_of_text("Ada\n")},
                                {.address = span_of_text("Bo\n")}};
    size_t i;

    (void)state;
    for (i = 0; i < 100; i++) {
        (void)snprintf(lines + 8 * i, 9, "line %02zu\n", i);
    }
    letters[0].body = span_of_text(lines);
    letters[1].body = span_of_text("short\n");
    assert_non_null(mkdtemp(folder));
    assert_int_equal(file_join(folder, "letters.pdf", path), 0);
    save(path, letters, 2);
    run("pdftotext -layout", path, "-", text);
    /* A form feed stands between two pages. */
    last = strstr(text, "line 99");
    assert_non_null(last);
    assert_true(strchr(text, '\f') < last);
    assert_non_null(strchr(last, '\f'));
    assert_non_null(strstr(strchr(last, '\f'), "short"));
    assert_int_equal(unlink(path), 0);
    assert_int_equal(rmdir(folder), 0);
}

/* Which page of a text, from 0, has the words. */
static unsigned page_of(const char *text, const char *words)
{
    const char *found = strstr(text, words);
    unsigned page = 0;

    assert_non_null(found);
    while (text < found) {
        page += *text++ == '\f' ? 1 : 0;
    }
    return page;
}

static void put(struct print *print, enum pack_line line, const char *text)
{
    assert_int_equal(print_pack(print, line, span_of_text(text)), 0);
}

static void
test_each_leaf_of_a_pack_is_a_sheet_and_its_envelope_is_scanned(void **state)
{
    static char text[TEXT_MAX];
    char folder[] = "/tmp/print.XXXXXX";
    char path[FILE_PATH_SIZE];
    const struct letter letter = {.address = span_of_text("Ada\n"),
                                  .body = span_of_text("Dear Ada\n")};
    struct print *print;
    struct buf pdf;

    (void)state;
    assert_int_equal(print_new(&print), 0);
    assert_int_equal(print_letter(print, &letter), 0);
    put(print, PACK_LEAF, "Ballot paper");
    put(print, PACK_HEADING, "Candidates");
    put(print, PACK_CANDIDATE, "1  Ann Ash");
    put(print, PACK_DETAIL, "1 High Street");
    put(print, PACK_FINE, "WWWW ");
    put(print, PACK_LEAF, "Labels");
    put(print, PACK_CHOICE, "This is so");
    put(print, PACK_BLANK, "Signature");
    put(print, PACK_CUT, "");
    put(print, PACK_ENVELOPE, "2.417.K7");
    assert_int_equal(print_letter(print, &letter), 0);
    buf_init(&pdf, PDF_MAX);
    assert_int_equal(print_finish(print, &pdf), 0);
    print_free(print);
    assert_non_null(mkdtemp(folder));
    assert_int_equal(file_join(folder, "letters.pdf", path), 0);
    assert_int_equal(file_replace(path, buf_span(&pdf), 0600), 0);
    buf_deinit(&pdf);

    run("pdftotext -layout", path, "-", text);
    assert_int_equal(page_of(text, "Ballot paper"), 2);
    assert_int_equal(page_of(text, "Ann Ash"), 2);
    assert_int_equal(page_of(text, "WWWW WWWW"), 2);
    assert_int_equal(page_of(text, "Labels"), 4);
    assert_int_equal(page_of(text, "Signature"), 4);
    assert_int_equal(page_of(strstr(text, "Labels"), "Dear Ada"), 2);
    run("pdftoppm -r 150 -png -f 5 -l 5", path, "| zbarimg -q --raw -", text);
    assert_string_equal(text, "2.417.K7\n");
    assert_int_equal(unlink(path), 0);
    assert_int_equal(rmdir(folder), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_letter_is_read_back_and_its_code_scanned),
        cmocka_unit_test(test_a_long_letter_goes_on_and_the_next_begins_a_page),
        cmocka_unit_test(
            test_each_leaf_of_a_pack_is_a_sheet_and_its_envelope_is_scanned),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
