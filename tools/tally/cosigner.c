// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cosigner.h"

#include "base/fault.h"

#include "command.h"
#include "passphrase.h"

static int open_clock(const struct cosigner_wish *wish, struct clock **out)
{
    int r =
        wish->clock != NULL ? clock_new_file(wish->clock, out) : clock_new_system(out);

    return r <= 0 ? r : command_fail(COMMAND_REFUSED, "%s: no time", wish->clock);
}

int cosigner_open(const struct cosigner_wish *wish, struct cosigner *out)
{
    const struct key_person *person;
    int r;

    *out = (struct cosigner){.keyfile = NULL};
    r = open_clock(wish, &out->clock);
    if (r == 0) {
        r = passphrase_open_key(
            wish->key, wish->passphrase_file, KEY_WITNESS, &out->keyfile);
    }
    if (r != 0) {
        return r;
    }
    person = keyfile_person(out->keyfile);
    /* `witness new` takes no name that is none here. */
    return FOLD(vkey_make(person->name, VKEY_WITNESS, &person->sign, &out->vkey));
}

void cosigner_deinit(struct cosigner *cosigner)
{
    keyfile_free(cosigner->keyfile);
    clock_free(cosigner->clock);
}
