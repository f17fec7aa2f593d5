/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A candidate's photograph: JPEG or PNG as a telephone or camera leaves it, made into
 * one JPEG of one size. Turned upright, cropped to shape, scaled, encoded anew: of the
 * file nothing but its colours gets through, so neither place nor camera. Decoders of
 * pictures have had holes: who has secrets lets daemon/darkroom call this.
 */
#ifndef WIRE_PICTURE_H
#define WIRE_PICTURE_H

#include "base/attr.h"
#include "base/buf.h"
#include "base/span.h"

enum {
    PICTURE_WIDTH = 300,
    PICTURE_HEIGHT = 400,
    PICTURE_FILE_MAX = 5 << 20,    /* bytes of what is sent */
    PICTURE_SIDE_MIN = 100,        /* pixels; less shows nobody */
    PICTURE_SIDE_MAX = 12000,      /* pixels, looked at before anything is decoded */
    PICTURE_PIXELS_MAX = 32000000, /* the same */
    PICTURE_SIZE_MAX = 256 << 10,  /* bytes of what is made */
};

enum picture_refusal {
    PICTURE_KIND = 1, /* neither JPEG nor PNG, or a JPEG for printers */
    PICTURE_DAMAGED,  /* it cannot be decoded */
    PICTURE_LARGE,    /* too many bytes or pixels */
    PICTURE_SMALL,    /* too few pixels */
    PICTURE_REFUSALS,
};

/* Appends the picture made of the file. */
MUST_USE int picture_make(struct span file, struct buf *out);

#endif
