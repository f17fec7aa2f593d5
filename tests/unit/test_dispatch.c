// SPDX-License-Identifier: AGPL-3.0-or-later
#include "post/dispatch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/file.h"
#include "seal/hash.h"
#include "seal/keyfile.h"

struct scene {
    char folder[32];
    struct clock *clock;
    struct courier *courier;
    struct dispatch *dispatch;
    struct definition *definition;
};

static void begin(struct scene *scene)
{
    struct courier_options courier = {.folder = scene->folder};
    struct dispatch_options options = {.from = "elections@example.org",
                                       .site = "https://vote.example.org"};
    struct keyfile *officer;

    (void)snprintf(scene->folder, sizeof(scene->folder), "/tmp/dispatch.XXXXXX");
    assert_non_null(mkdtemp(scene->folder));
    assert_int_equal(courier_start(&courier, &scene->courier), 0);
    assert_int_equal(clock_new_system(&scene->clock), 0);
    options.courier = scene->courier;
    options.clock = scene->clock;
    options.letters = scene->folder;
    assert_int_equal(dispatch_new(&options, &scene->dispatch), 0);
    scene->definition = definition_new();
    assert_non_null(scene->definition);
    assert_int_equal(keyfile_new(KEY_OFFICER, "Ruth", &officer), 0);
    scene->definition->officers[0].seal = keyfile_person(officer)->seal;
    keyfile_free(officer);
    (void)snprintf(scene->definition->trust, NAME_SIZE, "Example Trust");
    (void)snprintf(scene->definition->contact.email, LINE_SIZE, "ro@example.org");
}

static void end(struct scene *scene)
{
    dispatch_free(scene->dispatch);
    courier_free(scene->courier);
    clock_free(scene->clock);
    definition_free(scene->definition);
    assert_int_equal(rmdir(scene->folder), 0);
}

static struct parcel parcel_of(const struct scene *scene)
{
    return (struct parcel){.kind = PARCEL_TOKEN,
                           .way = PARCEL_EMAIL,
                           .id = 7,
                           .definition = scene->definition,
                           .constituency = &scene->definition->constituencies[0],
                           .name = "Ada Smith",
                           .email = "ada@example.org",
                           .lines = {"1 High Street", "", "", "Oxford", "OX1 1AA"},
                           .link = "https://vote.example.org/vote#AAAA",
                           .number = 42,
                           .token = "AAAAA-AAAAA-AAAAA-AAAAA-AAAAA"};
}

static int hand(const struct scene *scene, const struct parcel *parcel)
{
    const struct outbox *outbox = dispatch_outbox(scene->dispatch);

    return outbox->hand(outbox->self, parcel);
}

static int note(void *context, int64_t id, enum courier_news news)
{
    int *seen = context;

    assert_int_equal(id, 7);
    assert_int_equal(news, COURIER_SENT);
    (*seen)++;
    return 0;
}

static void remove_file(const struct scene *scene, const char *name)
{
    char path[FILE_PATH_SIZE];

    assert_int_equal(file_join(scene->folder, name, path), 0);
    assert_int_equal(unlink(path), 0);
}

static void
test_a_mail_becomes_a_file_of_the_practice_folder_and_is_reported(void **state)
{
    struct scene scene = {.dispatch = NULL};
    struct parcel parcel;
    struct buf mail;
    char path[FILE_PATH_SIZE];
    int seen = 0;

    (void)state;
    begin(&scene);
    parcel = parcel_of(&scene);
    assert_int_equal(hand(&scene, &parcel), 0);
    while (seen == 0) {
        assert_int_equal(courier_read(scene.courier, note, &seen), 0);
        (void)usleep(1000);
    }
    assert_int_equal(seen, 1);
    buf_init(&mail, 100000);
    assert_int_equal(file_join(scene.folder, "000001.eml", path), 0);
    assert_int_equal(file_read(path, &mail), 0);
    assert_non_null(strstr(buf_text(&mail), "To: <ada@example.org>\r\n"));
    assert_non_null(strstr(buf_text(&mail), "AAAAA-AAAAA-AAAAA-AAAAA-AAAAA"));
    buf_deinit(&mail);
    remove_file(&scene, "000001.eml");
    end(&scene);
}

static void test_letters_of_one_act_are_one_print_file(void **state)
{
    struct scene scene = {.dispatch = NULL};
    const struct outbox *outbox;
    struct parcel parcel;

    (void)state;
    begin(&scene);
    outbox = dispatch_outbox(scene.dispatch);
    parcel = parcel_of(&scene);
    parcel.way = PARCEL_LETTER;
    assert_int_equal(hand(&scene, &parcel), 0);
    assert_int_equal(hand(&scene, &parcel), 0);
    assert_int_equal(outbox->finish(outbox->self), 0);
    assert_int_equal(outbox->finish(outbox->self), 0);
    remove_file(&scene, "1.sealed");
    end(&scene);
}

static void test_an_address_that_is_none_is_refused_at_once(void **state)
{
    struct scene scene = {.dispatch = NULL};
    struct parcel parcel;

    (void)state;
    begin(&scene);
    parcel = parcel_of(&scene);
    parcel.email = "nobody\r\nBcc: spy@example.org";
    assert_int_equal(hand(&scene, &parcel), DISPATCH_ADDRESS);
    end(&scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            test_a_mail_becomes_a_file_of_the_practice_folder_and_is_reported),
        cmocka_unit_test(test_letters_of_one_act_are_one_print_file),
        cmocka_unit_test(test_an_address_that_is_none_is_refused_at_once),
    };

    if (seal_init() != 0) {
        return 1;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
