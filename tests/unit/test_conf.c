// SPDX-License-Identifier: AGPL-3.0-or-later
#include "conf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/log.h"

static void test_a_new_folders_settings_are_read_back(void **state)
{
    struct conf_complaint why;
    struct conf conf;
    struct buf text;

    (void)state;
    conf_init(&conf);
    buf_init(&text, CONF_FILE_MAX);
    conf_write(&conf, &text);
    assert_int_equal(buf_status(&text), 0);
    memset(&conf, 0, sizeof(conf));
    assert_int_equal(conf_read(buf_span(&text), &conf, &why), 0);
    assert_string_equal(conf.listen, "127.0.0.1");
    assert_int_equal(conf.port, 8080);
    assert_string_equal(conf.address, "http://127.0.0.1:8080");
    assert_false(conf_has_mail(&conf));
    buf_deinit(&text);
}

static void test_what_is_given_is_kept(void **state)
{
    static const char text[] =
        "# ours\nlisten = ::1\nport = 81\nthreads = 2\nbehind_proxy = yes\n"
        "mail_folder = /tmp/mail\nmail_from = ro@example.nhs.uk\n";
    struct conf_complaint why;
    struct conf conf;

    (void)state;
    assert_int_equal(conf_read(span_of_text(text), &conf, &why), 0);
    assert_string_equal(conf.address, "http://[::1]:81");
    assert_int_equal(conf.threads, 2);
    assert_true(conf.is_behind_proxy);
    assert_true(conf_has_mail(&conf));
}

static void test_witnesses_are_told_apart(void **state)
{
    static const char text[] =
        "witnesses =  https://w.example/trust   http://127.0.0.1:8090 \n";
    struct conf_witnesses witnesses;
    struct conf_complaint why;
    struct conf conf;

    (void)state;
    conf_init(&conf);
    conf_split_witnesses(&conf, &witnesses);
    assert_int_equal(witnesses.count, 0);
    assert_int_equal(conf_read(span_of_text(text), &conf, &why), 0);
    conf_split_witnesses(&conf, &witnesses);
    assert_int_equal(witnesses.count, 2);
    assert_string_equal(witnesses.addresses[0], "https://w.example/trust");
    assert_string_equal(witnesses.addresses[1], "http://127.0.0.1:8090");
}

static void test_holidays_proclaimed_later_are_read(void **state)
{
    static const char text[] = "holidays = 2027-05-10 Coronation, 2028-06-02\n";
    struct conf_complaint why;
    struct holidays holidays;
    struct conf conf;

    (void)state;
    assert_int_equal(conf_read(span_of_text(text), &conf, &why), 0);
    assert_int_equal(conf_holidays(&conf, &holidays), 0);
    assert_int_equal(holidays.count, 2);
    assert_string_equal(holidays_find(&holidays, (struct day){2027, 5, 10}),
                        "Coronation, proclaimed later");
}

static void test_settings_that_do_not_go_together_are_refused_in_words(void **state)
{
    static const struct {
        const char *text;
        const char *words;
    } cases[] = {
        {"port = 0\n", "line 1"},
        {"\ncolour = red\n", "line 2"},
        {"port = 1\nport = 2\n", "line 2"},
        {"listen = 0.0.0.0\n", "behind_proxy"},
        {"listen = 192.0.2.1\n", "certificate"},
        {"certificate = /a\n", "certificate_key"},
        {"certificate_key = /a\n", "certificate_key"},
        {"publish_addresses = street\n", "full or town"},
        {"publish_addresses = town\n", "publish_addresses_why"},
        {"mail_folder = /a\n", "mail_from"},
        {"mail_server = smtps://a:465\nmail_folder = /a\nmail_from = a@b\n", "exclude"},
        {"mail_user = a\n", "mail_password_file"},
        {"address = vote.example\n", "address"},
        {"address = https://\n", "address"},
        {"address = https://vote.example/\n", "address"},
        {"address = ftp://vote.example\n", "address"},
        {"holidays = 2027-05-10, someday\n", "holidays"},
        {"witnesses = https://a.example b.example\n", "witnesses"},
        {"witnesses = http://a/1 http://a/2 http://a/3 http://a/4 http://a/5 "
         "http://a/6 "
         "http://a/7 http://a/8 http://a/9 http://b/0 http://b/1 http://b/2 http://b/3 "
         "http://b/4 http://b/5 http://b/6 http://b/7\n",
         "at most"},
    };
    struct conf_complaint why;
    struct conf conf;
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(cases); i++) {
        memset(&why, 0, sizeof(why));
        assert_int_equal(conf_read(span_of_text(cases[i].text), &conf, &why),
                         CONF_REFUSED);
        assert_non_null(strstr(why.text, cases[i].words));
    }
}

static void test_another_address_needs_a_certificate_or_a_proxy(void **state)
{
    static const char *const texts[] = {
        "listen = 192.0.2.1\nbehind_proxy = yes\n",
        "listen = 192.0.2.1\ncertificate = /a\ncertificate_key = /b\n",
    };
    struct conf_complaint why;
    struct conf conf;
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_SIZE(texts); i++) {
        assert_int_equal(conf_read(span_of_text(texts[i]), &conf, &why), 0);
    }
    assert_string_equal(conf.address, "https://192.0.2.1:8080");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_new_folders_settings_are_read_back),
        cmocka_unit_test(test_what_is_given_is_kept),
        cmocka_unit_test(test_witnesses_are_told_apart),
        cmocka_unit_test(test_holidays_proclaimed_later_are_read),
        cmocka_unit_test(test_settings_that_do_not_go_together_are_refused_in_words),
        cmocka_unit_test(test_another_address_needs_a_certificate_or_a_proxy),
    };

    log_silence();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
