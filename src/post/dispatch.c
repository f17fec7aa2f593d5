// SPDX-License-Identifier: AGPL-3.0-or-later
#include "post/dispatch.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/fault.h"
#include "post/letters.h"
#include "post/message.h"
#include "post/pack.h"
#include "post/words.h"

struct dispatch {
    struct dispatch_options options;
    struct outbox outbox;
    struct buf letters; /* the print file of the act under way, in the clear */
    struct box_key seal;
};

enum {
    SUBJECT_SIZE_MAX = 1024,
};

static int put_mail(struct dispatch *dispatch,
                    const struct parcel *parcel,
                    struct buf *subject,
                    struct buf *body)
{
    const struct definition *definition = parcel->definition;
    CLEANUP(buf_deinit) struct buf bytes;
    struct message message;
    int r;

    buf_init(&bytes, MESSAGE_SIZE_MAX);
    message = (struct message){.from = dispatch->options.from,
                               .from_name = definition->trust,
                               .reply_to = definition->contact.email,
                               .to = parcel->email,
                               .subject = buf_text(subject),
                               .body = buf_text(body),
                               .time = clock_now(dispatch->options.clock)};
    r = message_write(&message, &bytes);
    if (r != 0) {
        return r < 0 ? r : DISPATCH_ADDRESS;
    }
    if (buf_status(&bytes) != 0) {
        return DISPATCH_LONG;
    }
    return courier_hand(
        dispatch->options.courier, parcel->id, parcel->email, buf_span(&bytes));
}

static int put_letter(struct dispatch *dispatch,
                      const struct parcel *parcel,
                      struct buf *subject,
                      struct buf *body)
{
    CLEANUP(buf_deinit) struct buf address;
    CLEANUP(buf_deinit) struct buf text;
    struct letter letter = {.link = {NULL, 0}};
    size_t i;

    buf_init(&address, WORDS_SIZE_MAX);
    buf_init(&text, WORDS_SIZE_MAX);
    buf_printf(&address, "%s\n", parcel->name);
    for (i = 0; i < PARCEL_LINES; i++) {
        if (parcel->lines[i] != NULL && parcel->lines[i][0] != 0) {
            buf_printf(&address, "%s\n", parcel->lines[i]);
        }
    }
    buf_printf(&text, "%s\n\n", buf_text(subject));
    buf_put_span(&text, buf_span(body));
    if (buf_status(&address) != 0 || buf_status(&text) != 0) {
        return DISPATCH_LONG;
    }
    letter.address = buf_span(&address);
    letter.body = buf_span(&text);
    if (parcel->link != NULL) {
        letter.link = span_of_text(parcel->link);
    }
    if (pack_is_due(parcel)) {
        letter.envelope = span_of_text(parcel->envelope);
    }
    letters_add(&dispatch->letters, &letter);
    dispatch->seal = dispatch->options.printer != NULL
                         ? *dispatch->options.printer
                         : parcel->definition->officers[0].seal;
    return buf_status(&dispatch->letters) == 0 ? 0 : DISPATCH_LONG;
}

static int hand(void *self, const struct parcel *parcel)
{
    struct dispatch *dispatch = self;
    CLEANUP(buf_deinit) struct buf subject;
    CLEANUP(buf_deinit) struct buf body;

    buf_init(&subject, SUBJECT_SIZE_MAX);
    buf_init(&body, WORDS_SIZE_MAX);
    if (parcel->way == PARCEL_EMAIL && dispatch->options.courier == NULL) {
        return DISPATCH_NO_MAIL;
    }
    words_subject(parcel, &subject);
    words_body(parcel, dispatch->options.site, &body);
    if (buf_status(&subject) != 0 || buf_status(&body) != 0) {
        return DISPATCH_LONG;
    }
    if (parcel->way == PARCEL_EMAIL) {
        return put_mail(dispatch, parcel, &subject, &body);
    }
    return put_letter(dispatch, parcel, &subject, &body);
}

static int finish(void *self)
{
    struct dispatch *dispatch = self;
    int r;

    if (dispatch->letters.size == 0) {
        return 0;
    }
    r = letters_save(
        dispatch->options.letters, &dispatch->seal, buf_span(&dispatch->letters));
    buf_deinit(&dispatch->letters);
    return r;
}

static int forget(void *self)
{
    struct dispatch *dispatch = self;

    return dispatch->options.courier == NULL
               ? 0
               : courier_forget(dispatch->options.courier);
}

int dispatch_new(const struct dispatch_options *options, struct dispatch **out)
{
    struct dispatch *dispatch = calloc(1, sizeof(*dispatch));

    if (dispatch == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    dispatch->options = *options;
    dispatch->outbox = (struct outbox){
        .self = dispatch, .hand = hand, .finish = finish, .forget = forget};
    buf_init(&dispatch->letters, LETTERS_SIZE_MAX);
    *out = dispatch;
    return 0;
}

void dispatch_free(struct dispatch *dispatch)
{
    if (dispatch == NULL) {
        return;
    }
    buf_deinit(&dispatch->letters);
    free(dispatch);
}

const struct outbox *dispatch_outbox(const struct dispatch *dispatch)
{
    return &dispatch->outbox;
}
