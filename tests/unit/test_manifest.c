// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wire/manifest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char good[] =
    "{\"document\": \"packets\", \"election\": \"%064d\", \"trust\": \"A trust\", "
    "\"notice\": \"2026-05-01T08:00:00Z\", \"packets\": [{\"file\": \"%s\", "
    "\"constituency\": %d, \"contents\": \"Counted ballots\", \"to\": \"An officer\", "
    "\"sha256\": \"%064d\", \"size\": 9}]}";

static int parse(const char *file, int cid, struct manifest **out)
{
    char text[2048];
    struct node_complaint why = {""};
    int r;

    (void)snprintf(text, sizeof(text), good, 11, file, cid, 22);
    r = manifest_parse(span_of_text(text), &why, out);
    assert_true((r == 0) == (why.text[0] == 0));
    return r;
}

static void test_packets_are_read_as_they_were_written(void **state)
{
    struct manifest *manifest = NULL;
    struct manifest *again = NULL;
    struct buf text;

    (void)state;
    assert_int_equal(parse("1-counted.packet", 64, &manifest), 0);
    assert_string_equal(manifest->trust, "A trust");
    assert_int_equal(manifest->notice, 1777622400);
    assert_int_equal(manifest->count, 1);
    assert_int_equal(manifest->packets[0].cid, 64);
    assert_string_equal(manifest->packets[0].to, "An officer");
    assert_int_equal(manifest->packets[0].object.size, 9);
    manifest->packets[0].cid = 0;
    buf_init(&text, MANIFEST_SIZE_MAX);
    assert_int_equal(manifest_write(manifest, &text), 0);
    assert_int_equal(manifest_parse(buf_span(&text), NULL, &again), 0);
    assert_memory_equal(manifest, again, sizeof(*manifest));
    text.ceiling = text.size;
    assert_int_equal(manifest_write(manifest, &text), MANIFEST_REFUSED);
    buf_deinit(&text);
    free(again);
    free(manifest);
}

static void test_what_is_no_manifest_is_refused(void **state)
{
    struct manifest *manifest = NULL;

    (void)state;
    assert_int_equal(parse("../1.packet", 1, &manifest), MANIFEST_REFUSED);
    assert_int_equal(parse(".packet", 1, &manifest), MANIFEST_REFUSED);
    assert_int_equal(parse("", 1, &manifest), MANIFEST_REFUSED);
    assert_int_equal(parse("a", 65, &manifest), MANIFEST_REFUSED);
    assert_int_equal(manifest_parse(span_of_text("{}"), NULL, &manifest),
                     MANIFEST_REFUSED);
    assert_int_equal(manifest_parse(span_of_text("["), NULL, &manifest),
                     MANIFEST_REFUSED);
    assert_null(manifest);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_packets_are_read_as_they_were_written),
        cmocka_unit_test(test_what_is_no_manifest_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
