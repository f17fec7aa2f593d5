// SPDX-License-Identifier: AGPL-3.0-or-later
#include "head.h"

#include <microhttpd.h>

#include "base/attr.h"

struct collected {
    size_t count;
    struct header headers[REQUEST_HEADERS];
};

/* NOLINTNEXTLINE(readability-function-size): the library's shape */
static enum MHD_Result on_header(void *context,
                                 enum MHD_ValueKind kind UNUSED,
                                 const char *name,
                                 size_t name_size,
                                 const char *value,
                                 size_t value_size)
{
    struct collected *collected = context;

    if (collected->count >= REQUEST_HEADERS) {
        collected->count = REQUEST_HEADERS + 1;
        return MHD_NO;
    }
    collected->headers[collected->count++] =
        (struct header){span_of(name, name_size), span_of(value, value_size)};
    return MHD_YES;
}

void head_read(struct exchange *exchange, const char *method, const char *version)
{
    struct MHD_Connection *connection = exchange->connection;
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    struct collected collected = {0};
    struct head head;

    (void)MHD_get_connection_values_n(
        connection, MHD_HEADER_KIND, on_header, &collected);
    head = (struct head){.bytes = span_of(method, info != NULL ? info->header_size : 0),
                         .target = exchange->target_at,
                         .target_size = exchange->target_size,
                         .version = version,
                         .header_count = collected.count,
                         .headers = collected.headers};
    exchange_head(exchange, method, &head);
}
