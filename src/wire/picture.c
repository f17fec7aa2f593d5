// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wire/picture.h"

#include <string.h>

#include <png.h>
#include <turbojpeg.h>

#include "base/fault.h"

#include "canvas.h"
#include "upright.h"

enum {
    QUALITY = 85,
};

static const uint8_t jpeg_mark[] = {0xff, 0xd8, 0xff};
static const uint8_t png_mark[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

static bool begins(struct span file, struct span mark)
{
    return file.size >= mark.size && memcmp(file.data, mark.data, mark.size) == 0;
}

/* Before anything is decoded. */
static int check_size(size_t width, size_t height)
{
    if (width > PICTURE_SIDE_MAX || height > PICTURE_SIDE_MAX
        || width * height > PICTURE_PIXELS_MAX) {
        return PICTURE_LARGE;
    }
    return width < PICTURE_SIDE_MIN || height < PICTURE_SIDE_MIN ? PICTURE_SMALL : 0;
}

static void jpeg_freep(tjhandle *handle)
{
    if (*handle != NULL) {
        (void)tjDestroy(*handle);
    }
}

/* The least scale of the decoder's own that still leaves enough of every side. */
static tjscalingfactor choose_scale(int width, int height)
{
    tjscalingfactor best = {1, 1};
    int count = 0;
    const tjscalingfactor *all = tjGetScalingFactors(&count);
    int least = 2 * PICTURE_HEIGHT;
    int i;

    for (i = 0; all != NULL && i < count; i++) {
        if (TJSCALED(width, all[i]) >= least && TJSCALED(height, all[i]) >= least
            && all[i].num * best.denom < best.num * all[i].denom) {
            best = all[i];
        }
    }
    return best;
}

static int read_jpeg(struct span file, struct canvas *out)
{
    CLEANUP(jpeg_freep) tjhandle handle = tjInitDecompress();
    tjscalingfactor scale;
    int width = 0;
    int height = 0;
    int sampling = 0;
    int colours = 0;
    int r;

    if (handle == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    r = tjDecompressHeader3(
        handle, file.data, file.size, &width, &height, &sampling, &colours);
    if (r != 0 || width <= 0 || height <= 0) {
        return PICTURE_DAMAGED;
    }
    if (colours == TJCS_CMYK || colours == TJCS_YCCK) {
        return PICTURE_KIND;
    }
    r = check_size((size_t)width, (size_t)height);
    if (r != 0) {
        return r;
    }
    scale = choose_scale(width, height);
    r = canvas_init(
        (size_t)TJSCALED(width, scale), (size_t)TJSCALED(height, scale), out);
    if (r != 0) {
        return r;
    }
    r = tjDecompress2(handle,
                      file.data,
                      file.size,
                      out->pixels,
                      (int)out->width,
                      0,
                      (int)out->height,
                      TJPF_RGB,
                      TJFLAG_LIMITSCANS);
    /* Cameras leave bytes that earn a warning and show nothing wrong. */
    return r == 0 || tjGetErrorCode(handle) == TJERR_WARNING ? 0 : PICTURE_DAMAGED;
}

static int read_png(struct span file, struct canvas *out)
{
    static const png_color white = {255, 255, 255};
    png_image image = {.version = PNG_IMAGE_VERSION};
    int r;

    if (!png_image_begin_read_from_memory(&image, file.data, file.size)) {
        return PICTURE_DAMAGED;
    }
    r = check_size(image.width, image.height);
    if (r == 0) {
        r = canvas_init(image.width, image.height, out);
    }
    image.format = PNG_FORMAT_RGB;
    if (r == 0 && !png_image_finish_read(&image, &white, out->pixels, 0, NULL)) {
        r = PICTURE_DAMAGED;
    }
    png_image_free(&image);
    return r;
}

static int write_jpeg(const struct canvas *canvas, struct buf *out)
{
    CLEANUP(jpeg_freep) tjhandle handle = tjInitCompress();
    unsigned char *bytes = NULL;
    unsigned long size = 0;
    int r;

    if (handle == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    r = tjCompress2(handle,
                    canvas->pixels,
                    (int)canvas->width,
                    0,
                    (int)canvas->height,
                    TJPF_RGB,
                    &bytes,
                    &size,
                    TJSAMP_420,
                    QUALITY,
                    0);
    if (r == 0) {
        buf_put(out, bytes, size);
    }
    tjFree(bytes);
    return r == 0 ? FOLD(buf_status(out)) : FAULT(FAULT_BUG);
}

int picture_make(struct span file, struct buf *out)
{
    CLEANUP(canvas_deinit) struct canvas whole = {.pixels = NULL};
    CLEANUP(canvas_deinit) struct canvas fitted = {.pixels = NULL};
    unsigned orientation = 1;
    int r = PICTURE_KIND;

    if (file.size > PICTURE_FILE_MAX) {
        return PICTURE_LARGE;
    }
    if (begins(file, SPAN(jpeg_mark))) {
        orientation = upright_find(file);
        r = read_jpeg(file, &whole);
    } else if (begins(file, SPAN(png_mark))) {
        r = read_png(file, &whole);
    }
    if (r == 0) {
        r = canvas_init(PICTURE_WIDTH, PICTURE_HEIGHT, &fitted);
    }
    if (r != 0) {
        return r;
    }
    canvas_fit(&whole, orientation, &fitted);
    return write_jpeg(&fitted, out);
}
