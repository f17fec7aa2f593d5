// SPDX-License-Identifier: AGPL-3.0-or-later
/* Against a real SMTP server: argv[1] is tests/smtp_server.py. */
#include "net/smtp.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"

static const char *script;

struct server {
    char folder[32];
    char url[64];
    pid_t child;
    int leash; /* it ends when this closes */
};

static void run(const char *folder, int leash)
{
    (void)dup2(leash, STDIN_FILENO);
    (void)execl("/usr/bin/python3", "python3", script, folder, (char *)NULL);
    _exit(1);
}

static void read_text(const struct server *server, const char *name, struct buf *out)
{
    char path[FILE_PATH_SIZE];

    assert_int_equal(file_join(server->folder, name, path), 0);
    while (access(path, R_OK) != 0) {
        assert_int_equal(waitpid(server->child, NULL, WNOHANG), 0);
        (void)usleep(10000);
    }
    assert_int_equal(file_read(path, out), 0);
    assert_int_equal(unlink(path), 0);
}

static void begin(struct server *server)
{
    struct buf port;
    int pair[2];

    (void)snprintf(server->folder, sizeof(server->folder), "/tmp/smtp.XXXXXX");
    assert_non_null(mkdtemp(server->folder));
    assert_int_equal(pipe2(pair, O_CLOEXEC), 0);
    server->child = fork();
    if (server->child == 0) {
        run(server->folder, pair[0]);
    }
    (void)close(pair[0]);
    server->leash = pair[1];
    buf_init(&port, 100);
    read_text(server, "port", &port);
    (void)snprintf(server->url,
                   sizeof(server->url),
                   "smtp://127.0.0.1:%.*s",
                   (int)port.size - 1,
                   buf_text(&port));
    buf_deinit(&port);
}

static void end(struct server *server)
{
    (void)close(server->leash);
    (void)waitpid(server->child, NULL, 0);
    assert_int_equal(rmdir(server->folder), 0);
}

static struct smtp *connect_to(struct smtp_server *settings)
{
    struct smtp *smtp = NULL;

    assert_int_equal(smtp_new(settings, &smtp), 0);
    return smtp;
}

static void test_mails_arrive_whole_over_one_connection(void **state)
{
    static const char text[] = "Subject: one\r\n\r\nA line\r\n.\r\nafter a dot\r\n";
    struct server server;
    struct smtp_server settings;
    struct smtp *smtp;
    struct buf mail;

    (void)state;
    begin(&server);
    settings = (struct smtp_server){
        .url = server.url, .from = "elections@example.org", .is_clear_text = true};
    smtp = connect_to(&settings);
    assert_int_equal(smtp_send(smtp, "ada@example.org", span_of_text(text)), 0);
    assert_int_equal(smtp_send(smtp, "refused@example.org", span_of_text(text)),
                     SMTP_REFUSED);
    assert_int_equal(smtp_send(smtp, "bo@example.org", span_of_text(text)), 0);
    assert_int_equal(smtp_send(smtp, "bo@x>\r\nDATA", span_of_text(text)),
                     SMTP_ADDRESS);
    smtp_free(smtp);

    buf_init(&mail, 10000);
    read_text(&server, "000001.eml", &mail);
    assert_string_equal(buf_text(&mail), text);
    buf_reset(&mail);
    read_text(&server, "000002.eml", &mail);
    assert_string_equal(buf_text(&mail), text);
    buf_deinit(&mail);
    end(&server);
}

static void
test_a_server_without_encryption_is_not_used_unless_it_is_allowed(void **state)
{
    struct server server;
    struct smtp_server settings;
    struct smtp *smtp;

    (void)state;
    begin(&server);
    settings = (struct smtp_server){.url = server.url, .from = "elections@example.org"};
    smtp = connect_to(&settings);
    assert_int_equal(smtp_send(smtp, "ada@example.org", span_of_text("x\r\n")),
                     SMTP_UNREACHABLE);
    smtp_free(smtp);
    end(&server);
}

static void test_an_absent_server_is_worth_another_try(void **state)
{
    struct smtp_server settings = {.url = "smtp://127.0.0.1:1",
                                   .from = "elections@example.org",
                                   .is_clear_text = true};
    struct smtp *smtp = connect_to(&settings);

    (void)state;
    assert_int_equal(smtp_send(smtp, "ada@example.org", span_of_text("x\r\n")),
                     SMTP_UNREACHABLE);
    smtp_free(smtp);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mails_arrive_whole_over_one_connection),
        cmocka_unit_test(
            test_a_server_without_encryption_is_not_used_unless_it_is_allowed),
        cmocka_unit_test(test_an_absent_server_is_worth_another_try),
    };

    if (argc != 2) {
        return 2;
    }
    script = argv[1];
    return cmocka_run_group_tests(tests, NULL, NULL);
}
