// SPDX-License-Identifier: AGPL-3.0-or-later
#include "particulars.h"

#include <string.h>

#include "base/fault.h"
#include "core/constituency.h"
#include "seal/sha256.h"
#include "wire/writer.h"

_Static_assert(2 * MEMBER_NAME_SIZE <= NAME_SIZE, "a full name fits a candidate's");

void particulars_name(const struct member *member, char *out)
{
    size_t used = strlen(member->forenames);

    memcpy(out, member->forenames, used);
    if (used > 0) {
        out[used++] = ' ';
    }
    memcpy(out + used, member->surname, strlen(member->surname) + 1);
}

const char *particulars_address(enum privacy addresses,
                                const struct member *member,
                                const struct form *form)
{
    if (addresses == PRIVACY_FULL) {
        return form->address;
    }
    return member->town[0] != '\0' ? member->town : "Not published";
}

int particulars_write(enum privacy addresses,
                      const struct member *member,
                      const struct form *form,
                      struct buf *out)
{
    struct writer writer;
    char name[NAME_SIZE];

    particulars_name(member, name);
    writer_begin(&writer, out);
    writer_text(&writer, "document", "particulars");
    writer_text(&writer, "name", name);
    writer_text(&writer, "address", particulars_address(addresses, member, form));
    writer_text(&writer, "interests", form->interests);
    writer_text(&writer, "party", form->party);
    writer_text(&writer, "statement", form->statement);
    writer_end(&writer);
    return FOLD(buf_status(out));
}

void particulars_digest(const struct nomination *nomination, struct digest *out)
{
    struct sha256 sha256;

    sha256_begin(&sha256);
    sha256_add(&sha256, SPAN(nomination->salt));
    sha256_add(&sha256, span_of_text(nomination->file));
    sha256_end(&sha256, out);
}
