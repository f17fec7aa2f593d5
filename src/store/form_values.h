/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A form's values in the order in which statements bind them. Inside store/ only. */
#ifndef STORE_FORM_VALUES_H
#define STORE_FORM_VALUES_H

#include "statement.h"

#define FORM_VALUES(form)                                                              \
    NUMBER((form)->member), TEXT((form)->address), TEXT((form)->email),                \
        NUMBER((form)->has_interests), TEXT((form)->interests),                        \
        NUMBER((form)->has_party), TEXT((form)->party), NUMBER((form)->confirmed),     \
        TEXT((form)->qualification), TEXT((form)->statement), TEXT((form)->signature), \
        TEXT((form)->signed_on)

#endif
