// SPDX-License-Identifier: AGPL-3.0-or-later
/* packets open: one packet, by whoever it was sealed to and by an order (rule 58). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "base/file.h"
#include "base/hex.h"
#include "base/moment.h"
#include "cards.h"
#include "commands.h"
#include "confirm.h"
#include "passphrase.h"
#include "seal/hash.h"
#include "seal/sealbox.h"
#include "signatures.h"
#include "wire/manifest.h"

enum {
    PACKET_MAX = 1 << 30,
    ORDER_MAX = 1 << 26,
    WORDS_MAX = 1 << 14,
    LIST_NAME_SIZE = 13, /* "packets.json" */
    KEY_DIGITS = 2 * SIGN_KEY_SIZE,
    SIGNATURE_DIGITS = 2 * SIGNATURE_SIZE,
    LINE_DIGITS = KEY_DIGITS + 1 + SIGNATURE_DIGITS + 1,
};

struct wish {
    const char *packet;
    const char *order;
    const char *key;
    const char *passphrase_file;
    const char *officer; /* whose list it is; NULL: the opener's own */
    const char *out;
    bool is_sure;
};

/* The list beside the packet, and the packet in it. */
struct finding {
    struct buf text;
    struct manifest *manifest;
    const struct packet *packet;
    struct buf sealed;
};

static void finding_deinit(struct finding *finding)
{
    buf_deinit(&finding->text);
    buf_deinit(&finding->sealed);
    free(finding->manifest);
}

static int list_path(const char *packet, char out[static FILE_PATH_SIZE])
{
    const char *slash = strrchr(packet, '/');
    size_t length = slash == NULL ? 0 : (size_t)(slash - packet) + 1;

    if (length + LIST_NAME_SIZE > FILE_PATH_SIZE) {
        return command_fail(COMMAND_REFUSED, "%s: too long a name", packet);
    }
    memcpy(out, packet, length);
    memcpy(out + length, "packets.json", LIST_NAME_SIZE);
    return 0;
}

static int read_signature(const char *path,
                          const struct sign_key *officer,
                          const struct finding *finding)
{
    CLEANUP(buf_deinit) struct buf line;
    char beside[FILE_PATH_SIZE];
    struct signature signature;
    struct sign_key key;
    struct span text;
    int r;

    buf_init(&line, LINE_DIGITS);
    if (snprintf(beside, sizeof(beside), "%s.sig", path) >= (int)sizeof(beside)) {
        return command_fail(COMMAND_REFUSED, "%s: too long a name", path);
    }
    r = command_load(beside, &line);
    if (r != 0) {
        return r;
    }
    text = buf_span(&line);
    if (text.size != LINE_DIGITS
        || hex_decode(span_of(text.data, KEY_DIGITS), key.bytes, SIGN_KEY_SIZE) != 0
        || hex_decode(span_of(text.data + KEY_DIGITS + 1, SIGNATURE_DIGITS),
                      signature.bytes,
                      SIGNATURE_SIZE)
               != 0
        || memcmp(key.bytes, officer->bytes, SIGN_KEY_SIZE) != 0
        || sign_packets_check(
               officer, &finding->manifest->eid, buf_span(&finding->text), &signature)
               != 0) {
        return command_fail(
            COMMAND_REFUSED, "%s: not this officer's signature over the list", beside);
    }
    return 0;
}

static int read_list(const char *path, struct finding *finding)
{
    struct node_complaint why;
    int r;

    buf_init(&finding->text, MANIFEST_SIZE_MAX);
    r = command_load(path, &finding->text);
    if (r == 0) {
        r = manifest_parse(buf_span(&finding->text), &why, &finding->manifest);
        r = r > 0 ? command_fail(COMMAND_REFUSED, "%s: %s", path, why.text) : r;
    }
    return r;
}

/* The packet is one of the list, and whole. */
static int read_packet(const char *path, struct finding *finding)
{
    const struct manifest *manifest = finding->manifest;
    struct digest digest;
    size_t i;
    int r;

    buf_init(&finding->sealed, PACKET_MAX);
    r = command_load(path, &finding->sealed);
    if (r != 0) {
        return r;
    }
    hash_sha256(buf_span(&finding->sealed), &digest);
    for (i = 0; i < manifest->count; i++) {
        if (memcmp(manifest->packets[i].object.digest.bytes, digest.bytes, DIGEST_SIZE)
            == 0) {
            finding->packet = &manifest->packets[i];
            return 0;
        }
    }
    return command_fail(
        COMMAND_REFUSED, "%s: the list has no such packet: it was altered", path);
}

static int
find(const struct wish *wish, const struct keyfile *keyfile, struct finding *finding)
{
    struct person officer = {.key = keyfile_person(keyfile)->sign};
    char path[FILE_PATH_SIZE];
    int r = list_path(wish->packet, path);

    if (r == 0 && wish->officer != NULL) {
        r = cards_load_role(wish->officer, PERSON_OFFICER, &officer);
    }
    if (r == 0) {
        r = read_list(path, finding);
    }
    if (r == 0) {
        r = read_signature(path, &officer.key, finding);
    }
    return r == 0 ? read_packet(wish->packet, finding) : r;
}

/* The endorsement, and the order by which it is opened. */
static int show(const struct wish *wish, const struct finding *finding)
{
    CLEANUP(buf_deinit) struct buf order;
    CLEANUP(buf_deinit) struct buf words;
    const struct packet *packet = finding->packet;
    char hex[2 * DIGEST_SIZE + 1];
    char when[MOMENT_PEOPLE_SIZE];
    struct digest digest;
    int r;

    buf_init(&order, ORDER_MAX);
    buf_init(&words, WORDS_MAX);
    r = command_load(wish->order, &order);
    if (r != 0) {
        return r;
    }
    hash_sha256(buf_span(&order), &digest);
    hex_encode(SPAN(digest.bytes), hex);
    moment_day(finding->manifest->notice, when);
    buf_printf(&words,
               "SEALED PACKET\n  %s\n  %s\n  notice of election published %s\n",
               packet->contents,
               finding->manifest->trust,
               when);
    if (packet->cid != 0) {
        buf_printf(&words, "  constituency %u\n", (unsigned)packet->cid);
    }
    buf_printf(&words,
               "  to be opened by the order %s\n  SHA-256 %s\n"
               "  Rule 58: only with the consent of the board of directors, only to "
               "question\n  the election, and never so that a member's vote becomes "
               "known.\n",
               wish->order,
               hex);
    r = FOLD(buf_status(&words));
    return r == 0 ? command_print(buf_span(&words)) : r;
}

static int open_packet(const struct wish *wish)
{
    CLEANUP(finding_deinit) struct finding finding = {.manifest = NULL};
    CLEANUP(keyfile_freep) struct keyfile *keyfile = NULL;
    CLEANUP(buf_deinit) struct buf plain;
    int r;

    buf_init(&plain, PACKET_MAX);
    r = passphrase_open_key(wish->key, wish->passphrase_file, KEY_OFFICER, &keyfile);
    if (r == 0) {
        r = find(wish, keyfile, &finding);
    }
    if (r == 0) {
        r = show(wish, &finding);
    }
    if (r == 0) {
        r = confirm(wish->is_sure ? CONFIRM_GIVEN : CONFIRM_ASK, "Open this packet?");
    }
    if (r != 0) {
        return r;
    }
    r = keyfile_unseal(keyfile, buf_span(&finding.sealed), &plain);
    if (r != 0) {
        return r < 0 ? r
                     : command_fail(
                         COMMAND_REFUSED, "%s: not sealed to this key", wish->packet);
    }
    return command_save_private(wish->out, buf_span(&plain));
}

static int run(int argc, char **argv)
{
    struct wish wish = {.order = "", .key = "", .out = ""};
    const struct option_value options[] = {
        REQUIRED_TEXT("order", &wish.order),
        REQUIRED_TEXT("key", &wish.key),
        REQUIRED_TEXT("out", &wish.out),
        TEXT("officer", &wish.officer),
        TEXT("passphrase-file", &wish.passphrase_file),
        FLAG("yes", &wish.is_sure),
    };
    int r = command_read_one(OPTIONS(options), argc, argv, &wish.packet);

    if (r != 0) {
        return r;
    }
    return open_packet(&wish);
}

const struct command tally_packets_open = {
    .name = "packets open",
    .arguments = "PACKET --order FILE --key FILE --out FILE.tar [--officer FILE.pub] "
                 "[--yes] [--passphrase-file FILE]",
    .summary = "open a sealed packet by an order: whoever it was sealed to",
    .run = run,
};
