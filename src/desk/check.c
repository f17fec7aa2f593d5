// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk/check.h"

#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/file.h"
#include "store/entries.h"
#include "store/references.h"
#include "store/roll.h"

#include "check_once.h"
#include "check_record.h"
#include "keys.h"

static const char *const names[CHECK_STAGES] = {
    [CHECK_FILES] = "files",
    [CHECK_DATABASES] = "databases",
    [CHECK_TREE] = "tree",
    [CHECK_WITNESSES] = "witnesses",
    [CHECK_RULES] = "rules",
    [CHECK_SPENT] = "spent",
    [CHECK_OBJECTS] = "objects",
    [CHECK_ROLL] = "roll",
};

const char *check_stage_name(enum check_stage stage)
{
    return stage > 0 && stage < CHECK_STAGES ? names[stage] : "";
}

void check_good(const struct check_report *report,
                enum check_stage stage,
                const char *what,
                uint64_t number)
{
    report->tell(report->context,
                 &(const struct check_line){stage, CHECK_GOOD, what, number});
}

int check_bad(const struct check_report *report,
              enum check_stage stage,
              const char *what,
              uint64_t number)
{
    report->tell(report->context,
                 &(const struct check_line){stage, CHECK_BAD, what, number});
    return CHECK_FAILED;
}

/* The two databases, read-only. */
struct files {
    int lock;
    struct db *record_db;
    struct entries *entries;
    struct db *roll_db;
    struct roll *roll;
};

static void close_files(struct files *files)
{
    entries_free(files->entries);
    db_free(files->record_db);
    roll_free(files->roll);
    db_free(files->roll_db);
    if (files->lock >= 0) {
        (void)close(files->lock);
    }
}

static int take_lock(const char *dir, struct files *files)
{
    char path[FILE_PATH_SIZE];

    if (file_join(dir, "lock", path) != 0) {
        return CHECK_FAILED;
    }
    files->lock = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    if (files->lock < 0) {
        return CHECK_FAILED;
    }
    return flock(files->lock, LOCK_EX | LOCK_NB) == 0 ? 0 : CHECK_LOCKED;
}

static int check_files(const char *dir,
                       const struct check_report *report,
                       struct files *files,
                       struct sign_key *log)
{
    CLEANUP(sign_secret_freep) struct sign_secret *secret = NULL;
    struct sign_key officer;
    int r = take_lock(dir, files);

    if (r == CHECK_LOCKED) {
        return r;
    }
    if (r != 0) {
        return check_bad(report, CHECK_FILES, "no election folder", 0);
    }
    r = keys_read(dir, &secret, &officer);
    if (r != 0) {
        return r < 0 ? r : check_bad(report, CHECK_FILES, "keys", 0);
    }
    *log = *sign_secret_key(secret);
    check_good(report, CHECK_FILES, "lock and keys", 4);
    return 0;
}

static int open_one(const char *dir,
                    const char *name,
                    const struct db_schema *schema,
                    struct db **out)
{
    char path[FILE_PATH_SIZE];
    int r = FOLD(file_join(dir, name, path));

    if (r == 0) {
        r = db_open(path, DB_READ, schema, out);
    }
    return r == 0 ? db_check(*out, schema) : r;
}

static int
check_databases(const char *dir, const struct check_report *report, struct files *files)
{
    int r = open_one(dir, "record.db", &db_schema_record, &files->record_db);

    if (r == FAULT_MEMORY) {
        return r;
    }
    if (r != 0) {
        return check_bad(report, CHECK_DATABASES, "record.db is damaged", 0);
    }
    r = open_one(dir, "roll.db", &db_schema_roll, &files->roll_db);
    if (r == FAULT_MEMORY) {
        return r;
    }
    if (r != 0) {
        return check_bad(report, CHECK_DATABASES, "roll.db is damaged", 0);
    }
    r = FOLD(entries_open(files->record_db, &files->entries));
    if (r == 0) {
        r = FOLD(roll_open(files->roll_db, &files->roll));
    }
    if (r == 0) {
        check_good(report, CHECK_DATABASES, "databases", 2);
    }
    return r;
}

/* Every mark in the roll has its entry. */
struct marks {
    struct check_record *record;
    uint64_t bad;
};

static int check_mark(void *context, const struct digest *mark)
{
    struct marks *marks = context;

    marks->bad += check_record_has(marks->record, mark) ? 0 : 1;
    return 0;
}

static int check_roll(struct files *files,
                      const struct check_report *report,
                      struct check_record *record)
{
    struct marks marks = {record, 0};
    uint64_t references = 0;
    uint64_t numbers = check_record_numbers(record);
    int r = FOLD(references_marks(files->roll, check_mark, &marks));

    if (r == 0) {
        r = FOLD(references_count(files->roll, &references));
    }
    if (r != 0) {
        return r;
    }
    if (marks.bad > 0) {
        return check_bad(
            report, CHECK_ROLL, "acts of issuing without their entry", marks.bad);
    }
    if (numbers != references) {
        return check_bad(report,
                         CHECK_ROLL,
                         "sealed references, and not as many numbers",
                         references);
    }
    check_good(report, CHECK_ROLL, "sealed references", references);
    return 0;
}

static int
check(const char *dir, const struct check_report *report, struct files *files)
{
    CLEANUP(check_record_freep) struct check_record *record = NULL;
    struct sign_key log;
    int r = check_files(dir, report, files, &log);

    if (r == 0) {
        r = check_databases(dir, report, files);
    }
    if (r == 0) {
        r = check_record_new(dir, files->entries, report, &record);
    }
    if (r == 0) {
        r = check_record_run(record, &log);
    }
    if (r == 0) {
        r = check_once(files->entries, report);
    }
    return r == 0 ? check_roll(files, report, record) : r;
}

int desk_check(const char *dir, const struct check_report *report)
{
    struct files files = {.lock = -1};
    int r = check(dir, report, &files);

    close_files(&files);
    return r;
}
