// SPDX-License-Identifier: AGPL-3.0-or-later
#include <stdbool.h>

#include "base/settings.h"
#include "fuzz.h"

struct values {
    char host[8];
    int64_t port;
    bool is_proxied;
};

static const struct setting table[] = {
    {"host", SETTING_TEXT, offsetof(struct values, host), 8, 0, 0, "A text."},
    {"port", SETTING_NUMBER, offsetof(struct values, port), 0, 1, 99, "A number."},
    {"proxy", SETTING_FLAG, offsetof(struct values, is_proxied), 0, 0, 0, "A flag."},
};

static const struct settings settings = {table, ARRAY_SIZE(table)};

/* What is read can be written, and then read again. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct values values = {"", 1, false};
    struct settings_complaint why = {""};
    struct buf out;

    if (settings_parse(&settings, span_of(data, size), &values, &why) != 0) {
        fuzz_must(why.text[0] != 0);
        return 0;
    }
    buf_init(&out, 1000);
    settings_write(&settings, &values, &out);
    fuzz_must(settings_parse(&settings, buf_span(&out), &values, &why) == 0);
    buf_deinit(&out);
    return 0;
}
