// SPDX-License-Identifier: AGPL-3.0-or-later
/* definition new: a complete example to edit, with the people and keys given. */
#include <string.h>
#include <sys/random.h>

#include "base/clock.h"
#include "base/fault.h"
#include "base/hex.h"
#include "base/text.h"
#include "core/drafting.h"
#include "core/holidays.h"
#include "wire/codec.h"

#include "cards.h"
#include "commands.h"
#include "example.h"

struct wish {
    struct option_list officers;
    struct option_list trustees;
    struct option_list mixers;
    const char *issuer;
    const char *log;
    const char *page;
    const char *origin;
    const char *close;
    struct option_list days;
    bool is_practice;
};

/* Everybody of one role. */
static int add_people(const struct option_list *list,
                      enum person_role role,
                      size_t most,
                      struct definition *out)
{
    struct person person;
    size_t i;
    int r = 0;

    if (list->count == 0 || list->count > most) {
        return command_fail(
            COMMAND_USAGE, "from 1 to %zu --%s FILE.pub", most, person_role_name(role));
    }
    for (i = 0; r == 0 && i < list->count; i++) {
        r = cards_load_role(list->texts[i], role, &person);
        if (r == 0) {
            r = FOLD(drafting_add(out, &person));
        }
    }
    return r;
}

static int fill_people(const struct wish *wish, struct definition *out)
{
    int r = add_people(&wish->officers, PERSON_OFFICER, OFFICERS_MAX, out);

    if (r == 0) {
        r = add_people(&wish->trustees, PERSON_TRUSTEE, TRUSTEES_MAX, out);
    }
    if (r == 0) {
        r = add_people(&wish->mixers, PERSON_MIXER, MIXERS_MAX, out);
    }
    if (r == 0) {
        drafting_settle(out);
    }
    return r;
}

static int fill_issuer(const struct wish *wish, struct definition *out)
{
    struct person person;
    int r;

    if (wish->issuer == NULL) {
        return 0;
    }
    r = cards_load_role(wish->issuer, PERSON_ISSUER, &person);
    return r == 0 ? FOLD(drafting_add(out, &person)) : r;
}

static int fill_hex(const char *what, const char *text, uint8_t *out, size_t size)
{
    if (hex_decode(span_of_text(text), out, size) != 0) {
        return command_fail(COMMAND_USAGE,
                            "--%s takes %zu bytes in lower-case hexadecimal",
                            what,
                            size);
    }
    return 0;
}

static int fill_record(const struct wish *wish, struct definition *out)
{
    int r;

    r = fill_hex("log", wish->log, out->log.bytes, sizeof(out->log.bytes));
    if (r == 0) {
        r = fill_hex("page", wish->page, out->page.bytes, sizeof(out->page.bytes));
    }
    if (r != 0) {
        return r;
    }
    if (text_copy(span_of_text(wish->origin), out->origin, sizeof(out->origin)) != 0) {
        return command_fail(COMMAND_USAGE,
                            "--origin takes an address without https://");
    }
    if (getrandom(out->nonce.bytes, sizeof(out->nonce.bytes), 0)
        != (ssize_t)sizeof(out->nonce.bytes)) {
        return FAULT(FAULT_CRYPTO);
    }
    return 0;
}

static int usual_close(const struct holidays *holidays, int64_t *out)
{
    CLEANUP(clock_freep) struct clock *clock = NULL;
    int r = clock_new_system(&clock);

    return r != 0 ? FOLD(r) : FOLD(drafting_close(clock_now(clock), holidays, out));
}

static int fill_times(const struct wish *wish, struct definition *out)
{
    struct holidays holidays = {.count = 0};
    int64_t close = 0;
    int r = option_holidays(&wish->days, &holidays);

    if (r == 0) {
        r = wish->close == NULL ? usual_close(&holidays, &close)
                                : option_time("close", wish->close, &close);
    }
    if (r != 0) {
        return r;
    }
    if (timetable_latest(close, &holidays, &out->timetable) != 0) {
        return command_fail(COMMAND_REFUSED,
                            "the bank holidays of the year of the close are not known");
    }
    return 0;
}

static int fill(const struct wish *wish, struct definition *out)
{
    int r;

    drafting_begin(out);
    example_fill(out);
    out->practice = wish->is_practice;
    r = fill_people(wish, out);
    if (r == 0) {
        r = fill_issuer(wish, out);
    }
    if (r == 0) {
        r = fill_record(wish, out);
    }
    return r == 0 ? fill_times(wish, out) : r;
}

/* What is written is read back: the example must be a definition. */
static int save(const char *path, const struct definition *definition)
{
    CLEANUP(document_freep) struct document *again = NULL;
    CLEANUP(buf_deinit) struct buf text;
    struct node_complaint why;
    int r;

    buf_init(&text, CODEC_SIZE_MAX);
    r = codec_write_definition(definition, &text);
    if (r != 0) {
        return FOLD(r);
    }
    r = codec_parse(buf_span(&text), ENTRY_DEFINITION, &why, &again);
    if (r != 0) {
        return r < 0 ? r : command_fail(COMMAND_USAGE, "%s", why.text);
    }
    return command_save_public(path, buf_span(&text));
}

static int run(int argc, char **argv)
{
    struct wish wish = {.log = "", .page = "", .origin = ""};
    const struct option_value options[] = {
        LIST("officer", &wish.officers),
        LIST("trustee", &wish.trustees),
        LIST("mixer", &wish.mixers),
        TEXT("issuer", &wish.issuer),
        REQUIRED_TEXT("log", &wish.log),
        REQUIRED_TEXT("page", &wish.page),
        REQUIRED_TEXT("origin", &wish.origin),
        TEXT("close", &wish.close),
        LIST("holiday", &wish.days),
        FLAG("practice", &wish.is_practice),
    };
    struct arguments arguments = {
        .options = options,
        .option_count = ARRAY_SIZE(options),
        .least = 1,
        .most = 1,
    };
    CLEANUP(definition_freep) struct definition *definition = NULL;
    int r;

    r = command_read(&arguments, argc, argv);
    if (r != 0) {
        return r;
    }
    definition = definition_new();
    if (definition == NULL) {
        return FAULT_MEMORY;
    }
    r = fill(&wish, definition);
    if (r == 0) {
        r = save(arguments.words[0], definition);
    }
    if (r == 0) {
        command_say("%s is an example to edit; then hold the ceremony, check it, and "
                    "have it signed",
                    arguments.words[0]);
    }
    return r;
}

const struct command tally_definition_new = {
    .name = "definition new",
    .arguments = "FILE --officer FILE.pub … --trustee FILE.pub … --mixer FILE.pub … "
                 "[--issuer FILE.pub] --log KEY --page HASH --origin ADDRESS [--close "
                 "TIME] [--holiday DAY …] [--practice]",
    .summary = "write an example definition to edit, with these people and keys",
    .run = run,
};
