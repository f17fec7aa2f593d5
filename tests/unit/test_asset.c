// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/asset.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/hex.h"
#include "seal/hash.h"

static void test_every_asset_is_named_by_its_own_hash(void **state)
{
    struct digest digest;
    char hex[2 * DIGEST_SIZE + 1];
    size_t i;

    (void)state;
    assert_true(asset_table_count > 0);
    for (i = 0; i < asset_table_count; i++) {
        const struct asset *asset = &asset_table[i];

        hash_sha256(asset->bytes, &digest);
        assert_memory_equal(&digest, asset->digest.bytes, DIGEST_SIZE);
        hex_encode(SPAN(digest.bytes), hex);
        assert_string_equal(asset->hash, hex);
        assert_ptr_equal(asset_find(hex, asset->name), asset);
        assert_ptr_equal(asset_named(asset->name), asset);
    }
}

static void test_another_hash_or_name_finds_nothing(void **state)
{
    char hash[2 * DIGEST_SIZE + 1];

    (void)state;
    memcpy(hash, asset_table[0].hash, sizeof(hash));
    hash[0] = hash[0] == '0' ? '1' : '0';
    assert_null(asset_find(hash, asset_table[0].name));
    assert_null(asset_find(asset_table[0].hash, "nothing.css"));
    assert_null(asset_find("", asset_table[0].name));
    assert_null(asset_named(""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_asset_is_named_by_its_own_hash),
        cmocka_unit_test(test_another_hash_or_name_finds_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
