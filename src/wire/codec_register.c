// SPDX-License-Identifier: AGPL-3.0-or-later
/* What officers record of single numbers: replacements, disqualifications, receipts. */
#include "wire/field.h"

#include "parts.h"

void wire_read_replacement(const struct node *root, struct document *out)
{
    struct replacement *replacement = &out->of.replacement;
    struct node old = node_optional(root, "old");

    replacement->cid = wire_read_cid(root);
    replacement->kept_in =
        (enum replace_register)field_choice(root, "register", register_name);
    if (node_is_present(&old) == (replacement->kept_in == REGISTER_OMITTED)) {
        node_refuse(&old, "given exactly where there is an old number");
    }
    if (node_is_present(&old)) {
        replacement->old_number = wire_read_elector(root, "old");
    }
    replacement->number = wire_read_elector(root, "number");
    field_bytes(
        root, "credential", &replacement->credential, sizeof(replacement->credential));
}

void wire_put_replacement(struct writer *writer, const struct document *document)
{
    const struct replacement *replacement = &document->of.replacement;

    writer_number(writer, "constituency", replacement->cid);
    writer_text(writer, "register", register_name(replacement->kept_in));
    if (replacement->old_number != 0) {
        writer_number(writer, "old", replacement->old_number);
    }
    writer_number(writer, "number", replacement->number);
    writer_bytes(writer, "credential", SPAN(replacement->credential));
}

void wire_read_disqualification(const struct node *root, struct document *out)
{
    struct disqualification *disqualification = &out->of.disqualification;
    struct node entry = node_optional(root, "entry");

    disqualification->cid = wire_read_cid(root);
    disqualification->number = (uint32_t)field_number(root, "number", 0, UINT32_MAX);
    disqualification->channel = wire_read_channel(root);
    disqualification->reason =
        (enum disqualify_reason)field_choice(root, "reason", register_reason_name);
    if (node_is_present(&entry)) {
        disqualification->has_entry = true;
        disqualification->entry = node_number(&entry, 1, NODE_NUMBER_MAX);
    }
}

void wire_put_disqualification(struct writer *writer, const struct document *document)
{
    const struct disqualification *disqualification = &document->of.disqualification;

    writer_number(writer, "constituency", disqualification->cid);
    writer_number(writer, "number", disqualification->number);
    writer_text(
        writer, "channel", constituency_channel_name(disqualification->channel));
    writer_text(writer, "reason", register_reason_name(disqualification->reason));
    if (disqualification->has_entry) {
        writer_number(writer, "entry", disqualification->entry);
    }
}

void wire_read_received(const struct node *root, struct document *out)
{
    struct receipt_note *received = &out->of.received;

    received->cid = wire_read_cid(root);
    received->number = wire_read_elector(root, "number");
    received->channel = wire_read_channel(root);
    if (received->channel == CHANNEL_ONLINE) {
        node_refuse(root, "a vote that is cast online is its own entry");
    }
}

void wire_put_received(struct writer *writer, const struct document *document)
{
    writer_number(writer, "constituency", document->of.received.cid);
    writer_number(writer, "number", document->of.received.number);
    writer_text(
        writer, "channel", constituency_channel_name(document->of.received.channel));
}
