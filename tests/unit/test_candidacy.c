// SPDX-License-Identifier: AGPL-3.0-or-later
/* What members and everybody see of candidates: photographs, figures so far, forms to
 * inspect, seats left unfilled. */
#include "darkroom.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "console_help.h"
#include "http/multipart.h"
#include "pictures.h"
#include "signin/gate.h"
#include "signin/sessions.h"
#include "wire/picture.h"

static void
enter(struct town *town, const char *number, char cookie[static CONSOLE_COOKIE_SIZE])
{
    struct sessions_secret secret;
    struct visit visit;

    visit_begin(&visit, town);
    assert_int_equal(
        sessions_admit(visit.site.sessions, town_member(town, number), &secret), 0);
    (void)snprintf(
        cookie, CONSOLE_COOKIE_SIZE, "%s=%s", GATE_MEMBER_COOKIE, secret.text);
    reply_deinit(&visit.reply);
}

/* A form with one file, as a browser sends it; gives the status and page. */
static unsigned send_file(struct town *town,
                          struct darkroom *darkroom,
                          const char *cookie,
                          struct span file,
                          struct buf *page)
{
    struct visit visit;
    struct buf body;
    unsigned status;

    buf_init(&body, 6 << 20);
    buf_put_text(&body,
                 "--b\r\nContent-Disposition: form-data; name=\"photo\"; "
                 "filename=\"me.png\"\r\nContent-Type: image/png\r\n\r\n");
    buf_put_span(&body, file);
    buf_put_text(&body, "\r\n--b--\r\n");
    visit_begin(&visit, town);
    visit.site.darkroom = darkroom;
    visit_header(&visit, "Cookie", cookie);
    visit_header(&visit, "Content-Type", MULTIPART_TYPE "; boundary=b");
    status = visit_ask(&visit, VERB_POST, "/me/nomination/photo", buf_span(&body));
    buf_reset(page);
    buf_put_span(page, buf_span(&visit.reply.body));
    reply_deinit(&visit.reply);
    buf_deinit(&body);
    return status;
}

static void
test_a_photograph_is_sent_shown_and_published_with_the_statement(void **state)
{
    struct town *town = *state;
    struct darkroom *darkroom = NULL;
    char cookie[CONSOLE_COOKIE_SIZE];
    struct visit visit;
    struct buf file;
    struct buf page;

    buf_init(&file, 4 << 20);
    buf_init(&page, 1 << 20);
    assert_int_equal(darkroom_start(&darkroom), 0);
    town_import(town);
    town_set_clock(town, town_at(town, STEP_NOTICE) + 60);
    town_stand(town, "P1", true);
    enter(town, "P1", cookie);
    console_get(town, cookie, "/me/nomination/photo", "Choose a photograph");
    assert_int_equal(send_file(town, darkroom, cookie, span_of_text("GIF89a"), &page),
                     200);
    assert_non_null(strstr(buf_text(&page), "not a JPEG or PNG"));
    pictures_png(300, 300, "at home", &file);
    assert_int_equal(send_file(town, NULL, cookie, buf_span(&file), &page), 200);
    assert_non_null(strstr(buf_text(&page), "cannot take photographs now"));
    assert_int_equal(send_file(town, darkroom, cookie, buf_span(&file), &page), 303);
    console_get(town, cookie, "/me/nomination/photo", "/me/nomination/picture");
    console_get(town, cookie, "/me/nomination/check", "/me/nomination/picture");
    visit_expect(town, "/candidates/1/photos/1", 404, NULL);
    visit_expect(town, "/me/nomination/picture", 401, NULL);

    town_set_clock(town, town_at(town, STEP_NOMINATIONS_CLOSE) + 60);
    visit_expect(town, "/candidates/1", 200, "alt=\"Photograph of Ada Able\"");
    visit_begin(&visit, town);
    assert_int_equal(
        visit_ask(&visit, VERB_GET, "/candidates/1/photos/1", span_of_text("")), 200);
    assert_string_equal(visit.reply.type, "image/jpeg");
    assert_memory_equal(visit.reply.body.data, "\xff\xd8\xff", 3);
    assert_null(memmem(visit.reply.body.data, visit.reply.body.size, "at home", 7));
    reply_deinit(&visit.reply);
    visit_expect(town, "/candidates/1/photos/2", 404, NULL);
    assert_int_equal(send_file(town, darkroom, cookie, buf_span(&file), &page), 409);
    darkroom_free(darkroom);
    buf_deinit(&page);
    buf_deinit(&file);
}

static void test_nominations_are_counted_without_a_name_until_they_close(void **state)
{
    struct town *town = *state;
    char cookie[CONSOLE_COOKIE_SIZE];
    struct visit visit;

    town_import(town);
    town_set_clock(town, town_at(town, STEP_NOTICE) + 60);
    town_stand(town, "P1", true);
    town_stand(town, "P2", false);
    visit_begin(&visit, town);
    assert_int_equal(visit_ask(&visit, VERB_GET, "/candidates", span_of_text("")), 200);
    assert_non_null(strstr(buf_text(&visit.reply.body), "2 received, 1 found valid"));
    assert_null(strstr(buf_text(&visit.reply.body), "Able"));
    reply_deinit(&visit.reply);
    console_open(town, 0, cookie);
    console_get(
        town, cookie, "/console/nominations", "2 received, 2 standing, 1 of them");
}

static void test_members_may_inspect_the_forms_once_the_statement_is_there(void **state)
{
    struct town *town = *state;
    char cookie[CONSOLE_COOKIE_SIZE];
    struct visit visit;

    town_nominate(town);
    enter(town, "P6", cookie);
    assert_int_equal(console_ask(town, cookie, "/me/nominations/1", NULL, &visit), 404);
    reply_deinit(&visit.reply);
    town_set_clock(town, town_at(town, STEP_NOMINATIONS_CLOSE) + 60);
    visit_expect(town, "/me/nominations/1", 401, NULL);
    console_get(town, cookie, "/me/nominations/1", "I live here");
    console_get(town, cookie, "/me/nominations/1", "I am 16 or over");
    console_get(town, cookie, "/me/nominations/2", "Hal Hill");
    assert_int_equal(console_ask(town, cookie, "/me/nominations/9", NULL, &visit), 404);
    reply_deinit(&visit.reply);
    visit_expect(town, "/candidates/1", 200, "/me/nominations/1");
}

static void test_a_new_election_is_ordered_for_the_seats_left_unfilled(void **state)
{
    struct town *town = *state;

    visit_expect(town, "/notices/new-election", 404, NULL);
    town_nominate(town);
    visit_expect(town, "/notices/new-election", 404, NULL);
    town_set_clock(town, town_at(town, STEP_WITHDRAWAL));
    assert_int_equal(town_sign(town, ENTRY_STATEMENT, TOWN_RETURNING), 0);
    visit_expect(town, "/notices/new-election", 200, "I order a new election");
    visit_expect(town, "/notices/new-election", 200, "Patient");
    visit_expect(town, "/candidates/3", 200, "/notices/new-election");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        VISIT_TEST(test_a_photograph_is_sent_shown_and_published_with_the_statement),
        VISIT_TEST(test_nominations_are_counted_without_a_name_until_they_close),
        VISIT_TEST(test_members_may_inspect_the_forms_once_the_statement_is_there),
        VISIT_TEST(test_a_new_election_is_ordered_for_the_seats_left_unfilled),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
