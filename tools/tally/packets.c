// SPDX-License-Identifier: AGPL-3.0-or-later
/* packets: what rules 54 to 56 have sealed after the declaration, each packet sealed to
 * the returning officer and, if the chair has a key, to the chair too. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "archive.h"
#include "base/fault.h"
#include "base/file.h"
#include "cards.h"
#include "commands.h"
#include "copy.h"
#include "login.h"
#include "packing.h"
#include "seal/hash.h"
#include "seal/sealbox.h"
#include "wire/manifest.h"

enum {
    ANSWER_MAX = 1 << 28,
    PACKET_MAX = 1 << 30,
    PATH_SIZE = 40,
    RECIPIENTS = 2,
    EVERYWHERE = 0, /* of the whole election */
};

struct wish {
    struct login_wish who;
    const char *chair;
    const char *record;
    const char *out;
    struct option_list late;
};

struct recipient {
    char name[NAME_SIZE];
    const char *suffix; /* of the files */
    struct box_key key;
};

struct sealing {
    const struct wish *wish;
    struct login login;
    struct copy *copy;
    struct packing *packing;
    struct manifest *manifest;
    size_t recipient_count;
    struct recipient recipients[RECIPIENTS];
};

static void sealing_deinit(struct sealing *sealing)
{
    free(sealing->manifest);
    packing_free(sealing->packing);
    copy_free(sealing->copy);
    login_deinit(&sealing->login);
}

/* What is on a packet beside its seal. */
struct endorsement {
    uint16_t cid;
    const char *stem;
    const char *contents;
};

static int write_packet(struct sealing *sealing,
                        const struct recipient *to,
                        const struct endorsement *endorsement,
                        struct span plain)
{
    CLEANUP(buf_deinit) struct buf sealed;
    struct manifest *manifest = sealing->manifest;
    struct packet *packet = &manifest->packets[manifest->count];
    char path[FILE_PATH_SIZE];
    int r;

    buf_init(&sealed, PACKET_MAX);
    if (manifest->count == MANIFEST_PACKETS_MAX) {
        return command_fail(COMMAND_REFUSED, "too many packets");
    }
    r = sealbox_seal(&to->key, plain, &sealed);
    if (r != 0) {
        return r < 0 ? r
                     : command_fail(COMMAND_REFUSED, "%s: no key to seal to", to->name);
    }
    (void)snprintf(packet->file,
                   sizeof(packet->file),
                   "%u-%s%s.packet",
                   (unsigned)endorsement->cid,
                   endorsement->stem,
                   to->suffix);
    (void)snprintf(
        packet->contents, sizeof(packet->contents), "%s", endorsement->contents);
    memcpy(packet->to, to->name, sizeof(packet->to));
    packet->cid = endorsement->cid;
    packet->object.size = sealed.size;
    hash_sha256(buf_span(&sealed), &packet->object.digest);
    manifest->count++;
    r = FOLD(file_join(sealing->wish->out, packet->file, path));
    return r == 0 ? command_save_private(path, buf_span(&sealed)) : r;
}

static int seal(struct sealing *sealing,
                const struct endorsement *endorsement,
                struct buf *archive)
{
    size_t i;
    int r;

    archive_end(archive);
    r = FOLD(buf_status(archive));
    for (i = 0; i < sealing->recipient_count && r == 0; i++) {
        r = write_packet(
            sealing, &sealing->recipients[i], endorsement, buf_span(archive));
    }
    return r;
}

/* The count as it was declared goes with the votes it was made of. */
static int add_sheet(const struct sealing *sealing, uint16_t cid, struct buf *archive)
{
    CLEANUP(buf_deinit) struct buf sheet;
    const struct result_document *result = ledger_result(copy_ledger(sealing->copy));
    size_t i;
    int r = 0;

    buf_init(&sheet, PACKET_MAX);
    for (i = 0; result != NULL && i < result->count && r == 0; i++) {
        if (result->lists[i].cid == cid) {
            r = FOLD(source_read_object(
                copy_source(sealing->copy), &result->lists[i].sheet, &sheet));
            r = r == 0 ? archive_add(archive, "count.json", buf_span(&sheet)) : r;
        }
    }
    return r;
}

static int seal_list(struct sealing *sealing, uint16_t cid, enum packing_kind kind)
{
    CLEANUP(buf_deinit) struct buf archive;
    const struct endorsement endorsement = {
        cid, packing_name(kind), packing_contents(kind)};
    char name[PATH_SIZE];
    int r;

    buf_init(&archive, PACKET_MAX);
    (void)snprintf(name, sizeof(name), "%s.csv", packing_name(kind));
    r = archive_add(&archive, name, packing_list(sealing->packing, cid, kind));
    if (r == 0 && kind == PACKING_COUNTED) {
        r = add_sheet(sealing, cid, &archive);
    }
    return r == 0 ? seal(sealing, &endorsement, &archive) : r;
}

/* From the daemon, which gives it to the returning officer alone. */
static int seal_electors(struct sealing *sealing, uint16_t cid)
{
    CLEANUP(buf_deinit) struct buf archive;
    CLEANUP(buf_deinit) struct buf answer;
    const struct endorsement endorsement = {cid, "electors", "List of eligible voters"};
    char path[PATH_SIZE];
    const struct remote_message message = {.verb = HTTP_GET, .path = path};
    int r;

    (void)snprintf(path, sizeof(path), "/api/electors/%u", (unsigned)cid);
    buf_init(&archive, PACKET_MAX);
    buf_init(&answer, ANSWER_MAX);
    r = remote_ask(sealing->login.remote, &message, &answer);
    if (r == 0) {
        r = archive_add(&archive, "electors.json", buf_span(&answer));
    }
    return r == 0 ? seal(sealing, &endorsement, &archive) : r;
}

static int seal_constituency(struct sealing *sealing, uint16_t cid)
{
    struct ledger_state state;
    enum packing_kind kind;
    int r = 0;

    ledger_constituency(copy_ledger(sealing->copy), cid, &state);
    if (!state.is_contested) {
        return 0;
    }
    for (kind = 0; kind < PACKING_KINDS && r == 0; kind++) {
        r = seal_list(sealing, cid, kind);
    }
    return r == 0 ? seal_electors(sealing, cid) : r;
}

static const char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash == NULL ? path : slash + 1;
}

/* The register of what came too late or came back, as the daemon keeps it. */
static int add_register(struct sealing *sealing, struct buf *archive)
{
    CLEANUP(buf_deinit) struct buf answer;
    const struct remote_message message = {.verb = HTTP_GET,
                                           .path = "/console/exports/late.csv"};
    int r;

    buf_init(&answer, ANSWER_MAX);
    r = remote_ask(sealing->login.remote, &message, &answer);
    return r == 0 ? archive_add(archive, "register.csv", buf_span(&answer)) : r;
}

/* With that register, what came too late on paper as the officer has it in files. */
static int seal_late_papers(struct sealing *sealing)
{
    CLEANUP(buf_deinit) struct buf archive;
    const struct endorsement endorsement = {
        EVERYWHERE, "late-papers", "Late arrivals and returned letters (rule 56)"};
    const struct option_list *late = &sealing->wish->late;
    size_t i;
    int r;

    buf_init(&archive, PACKET_MAX);
    r = add_register(sealing, &archive);
    for (i = 0; i < late->count && r == 0; i++) {
        CLEANUP(buf_deinit) struct buf bytes;

        buf_init(&bytes, PACKET_MAX);
        r = command_load(late->texts[i], &bytes);
        r = r == 0 ? archive_add(&archive, last_part(late->texts[i]), buf_span(&bytes))
                   : r;
    }
    return r == 0 ? seal(sealing, &endorsement, &archive) : r;
}

/* Full electronic copies, to be kept on a storage device. */
static int seal_record(struct sealing *sealing)
{
    CLEANUP(buf_deinit) struct buf archive;
    const struct endorsement endorsement = {
        EVERYWHERE, "record", "Full electronic copies: the whole record"};
    int r;

    buf_init(&archive, PACKET_MAX);
    r = archive_add_folder(&archive, copy_folder(sealing->copy));
    return r == 0 ? seal(sealing, &endorsement, &archive) : r;
}

static int write_manifest(const struct sealing *sealing)
{
    CLEANUP(buf_deinit) struct buf text;
    char path[FILE_PATH_SIZE];
    struct signatures signatures = {.eid = sealing->manifest->eid, .count = 1};
    const struct keyfile *officer = sealing->login.keyfile;
    int r;

    buf_init(&text, MANIFEST_SIZE_MAX);
    r = FOLD(manifest_write(sealing->manifest, &text));
    if (r == 0) {
        r = FOLD(file_join(sealing->wish->out, "packets.json", path));
    }
    if (r == 0) {
        r = command_save_public(path, buf_span(&text));
    }
    if (r != 0) {
        return r;
    }
    signatures.signers[0].key = keyfile_person(officer)->sign;
    sign_packets(keyfile_sign(officer),
                 &signatures.eid,
                 buf_span(&text),
                 &signatures.signers[0].signature);
    r = signatures_save(path, &signatures);
    if (r == 0) {
        command_say("%zu packets; what is in them is in %s, signed",
                    sealing->manifest->count,
                    path);
    }
    return r;
}

static int add_recipients(struct sealing *sealing)
{
    const struct key_person *officer = keyfile_person(sealing->login.keyfile);
    struct person chair;
    int r = 0;

    sealing->recipients[0] = (struct recipient){.suffix = "", .key = officer->seal};
    memcpy(sealing->recipients[0].name, officer->name, NAME_SIZE);
    sealing->recipient_count = 1;
    if (sealing->wish->chair != NULL) {
        r = cards_load_role(sealing->wish->chair, PERSON_OFFICER, &chair);
    }
    if (r == 0 && sealing->wish->chair != NULL) {
        sealing->recipients[1] =
            (struct recipient){.suffix = ".chair", .key = chair.seal};
        memcpy(sealing->recipients[1].name, chair.name, NAME_SIZE);
        sealing->recipient_count = 2;
    }
    return r;
}

static int prepare(struct sealing *sealing)
{
    const struct definition *definition;
    int r = login_open(&sealing->wish->who, &sealing->login);

    if (r == 0) {
        r = add_recipients(sealing);
    }
    if (r == 0) {
        r = copy_open(sealing->wish->who.url,
                      sealing->wish->record,
                      &sealing->login.election.eid,
                      &sealing->copy);
    }
    if (r != 0) {
        return r;
    }
    if (ledger_retention(copy_ledger(sealing->copy))->declared_at == 0) {
        return command_fail(COMMAND_REFUSED,
                            "packets are sealed after the declaration (rule 54)");
    }
    sealing->manifest = calloc(1, sizeof(*sealing->manifest));
    if (sealing->manifest == NULL) {
        return FAULT(FAULT_MEMORY);
    }
    definition = ledger_definition(copy_ledger(sealing->copy));
    sealing->manifest->eid = sealing->login.election.eid;
    memcpy(sealing->manifest->trust, definition->trust, NAME_SIZE);
    sealing->manifest->notice = definition->timetable.at[STEP_NOTICE];
    r = packing_new(sealing->copy, &sealing->packing);
    return r == 0 ? FOLD(file_make_folder(sealing->wish->out)) : r;
}

static int seal_all(const struct wish *wish)
{
    CLEANUP(sealing_deinit) struct sealing sealing = {.wish = wish};
    size_t count;
    uint16_t cid;
    int r = prepare(&sealing);

    if (r != 0) {
        return r;
    }
    count = ledger_definition(copy_ledger(sealing.copy))->constituency_count;
    for (cid = 1; cid <= count && r == 0; cid++) {
        r = seal_constituency(&sealing, cid);
    }
    if (r == 0) {
        r = seal_late_papers(&sealing);
    }
    if (r == 0) {
        r = seal_record(&sealing);
    }
    return r == 0 ? write_manifest(&sealing) : r;
}

static int run(int argc, char **argv)
{
    struct wish wish = {.who.key = "", .out = ""};
    const struct option_value options[] = {
        REQUIRED_TEXT("key", &wish.who.key),
        REQUIRED_TEXT("out", &wish.out),
        TEXT("passphrase-file", &wish.who.passphrase_file),
        TEXT("chair", &wish.chair),
        TEXT("record", &wish.record),
        LIST("late", &wish.late),
    };
    int r = command_read_one(OPTIONS(options), argc, argv, &wish.who.url);

    if (r != 0) {
        return r;
    }
    return seal_all(&wish);
}

const struct command tally_packets = {
    .name = "packets",
    .arguments = "URL --key FILE --out DIR [--chair FILE.pub] [--late FILE]… "
                 "[--record DIR] [--passphrase-file FILE]",
    .summary = "seal what the rules have sealed after the declaration, with its list",
    .run = run,
};
