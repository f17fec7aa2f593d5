// SPDX-License-Identifier: AGPL-3.0-or-later
#include "check_cosigned.h"

#include <dirent.h>
#include <string.h>

#include "base/fault.h"
#include "base/file.h"
#include "record/checkpoint.h"
#include "record/policy.h"
#include "record/vkey.h"
#include "record/watch.h"

#include "check_record.h"

struct looking {
    const struct tree *tree;
    const struct policy *policy;
    struct vkey log;
    char folder[FILE_PATH_SIZE];
    uint64_t at; /* the size that a file is named by */
    uint64_t count;
};

/* CHECK_FAILED when it is not what it should be. */
static int check_note(const struct looking *looking, struct span note)
{
    struct checkpoint checkpoint;
    struct policy_view view;
    struct digest root;
    int r = checkpoint_parse(note, &checkpoint);

    if (r == 0) {
        r = checkpoint_verify(&checkpoint, &looking->log);
    }
    if (r == 0) {
        r = policy_judge(looking->policy, &checkpoint, &view);
    }
    if (r != 0) {
        return r < 0 ? r : CHECK_FAILED;
    }
    if (view.witnesses == 0 || checkpoint.head.size != looking->at
        || looking->at > tree_size(looking->tree)) {
        return CHECK_FAILED;
    }
    r = FOLD(tree_root(looking->tree, looking->at, &root));
    if (r != 0) {
        return r;
    }
    return memcmp(&root, &checkpoint.head.root, sizeof(root)) == 0 ? 0 : CHECK_FAILED;
}

static int look_at(struct looking *looking, const char *name)
{
    CLEANUP(buf_deinit) struct buf note;
    char path[FILE_PATH_SIZE];
    int r;

    looking->at = 0;
    buf_init(&note, CHECKPOINT_SIZE_MAX);
    if (watch_parse_size(span_of_text(name), &looking->at) != 0
        || file_join(looking->folder, name, path) != 0) {
        return CHECK_FAILED;
    }
    r = file_read(path, &note);
    looking->count++;
    return r != 0 ? (r < 0 ? r : CHECK_FAILED) : check_note(looking, buf_span(&note));
}

static void close_folder(DIR **dir)
{
    if (*dir != NULL) {
        (void)closedir(*dir);
    }
}

/* A folder that is not there is an empty one. */
static int look_at_all(struct looking *looking)
{
    CLEANUP(close_folder) DIR *dir = opendir(looking->folder);
    const struct dirent *entry;
    int r = 0;

    while (r == 0 && dir != NULL && (entry = readdir(dir)) != NULL) {
        if (entry->d_name[0] != '.') {
            r = look_at(looking, entry->d_name);
        }
    }
    return r;
}

int check_cosigned(const char *dir,
                   const struct definition *definition,
                   const struct tree *tree,
                   const struct check_report *report)
{
    CLEANUP(policy_freep) struct policy *policy = NULL;
    struct looking looking = {.tree = tree};
    int r = FOLD(file_join(dir, "cosigned", looking.folder));

    if (r == 0) {
        r = FOLD(
            vkey_make(definition->origin, VKEY_LOG, &definition->log, &looking.log));
    }
    if (r == 0) {
        r = FOLD(policy_new(definition, NULL, &policy));
    }
    if (r == 0) {
        looking.policy = policy;
        r = look_at_all(&looking);
    }
    if (r > 0) {
        return check_bad(report,
                         CHECK_WITNESSES,
                         "a file of cosigned/ is no checkpoint of this tree that "
                         "witnesses signed, size",
                         looking.at);
    }
    if (r == 0) {
        check_good(report, CHECK_WITNESSES, "cosigned checkpoints", looking.count);
    }
    return r;
}
