/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Which way up a JPEG is to be shown, as its camera noted it (Exif). Inside wire/. */
#ifndef WIRE_UPRIGHT_H
#define WIRE_UPRIGHT_H

#include "base/span.h"

/* Exif's orientation, 1…8; 1, as it lies, when none is noted or the note is unsound. */
unsigned upright_find(struct span jpeg);

#endif
