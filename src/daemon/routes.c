// SPDX-License-Identifier: AGPL-3.0-or-later
#include "routes.h"

#include "base/attr.h"

#include "serve.h"

#define BYTES "application/octet-stream"
#define JSON "application/json"
#define FORM "application/x-www-form-urlencoded"

static const struct route table[] = {
    {.verb = VERB_GET, .pattern = "/", .serve = serve_front},
    {.verb = VERB_GET, .pattern = "/vote", .serve = serve_vote},
    {.verb = VERB_GET, .pattern = "/receipt", .serve = serve_receipt},
    {.verb = VERB_GET, .pattern = "/problems/{slug}", .serve = serve_problem},
    {.verb = VERB_GET, .pattern = "/candidates", .serve = serve_candidates},
    {.verb = VERB_GET, .pattern = "/candidates/{n}", .serve = serve_candidates_one},
    {.verb = VERB_GET, .pattern = "/notices/election", .serve = serve_notices_election},
    {.verb = VERB_GET, .pattern = "/notices/poll", .serve = serve_notices_poll},
    {.verb = VERB_GET,
     .kind = ROUTE_API,
     .pattern = "/api/election",
     .serve = serve_election},
    {.verb = VERB_POST,
     .kind = ROUTE_API,
     .pattern = "/api/ballots",
     .limit = ROUTES_BALLOT_MAX,
     .type = BYTES,
     .serve = serve_ballots_cast},
    {.verb = VERB_GET,
     .kind = ROUTE_API,
     .pattern = "/api/ballots/{credential}",
     .serve = serve_ballots_find},
    {.verb = VERB_GET,
     .kind = ROUTE_API,
     .pattern = "/api/unsigned",
     .serve = serve_unsigned},
    {.verb = VERB_PUT,
     .kind = ROUTE_API,
     .pattern = "/api/objects/{sha256}",
     .limit = ROUTES_OBJECT_MAX,
     .type = BYTES,
     .serve = serve_objects_put,
     .admit = serve_objects_admit},
    {.verb = VERB_POST,
     .kind = ROUTE_API,
     .pattern = "/api/entries",
     .limit = ROUTES_ENTRY_MAX,
     .type = BYTES,
     .serve = serve_entries_post},
    {.verb = VERB_POST,
     .kind = ROUTE_API,
     .pattern = "/api/sessions",
     .limit = ROUTES_JSON_MAX,
     .type = JSON,
     .serve = serve_sessions_ask},
    {.verb = VERB_POST,
     .kind = ROUTE_API,
     .pattern = "/api/sessions/{challenge}",
     .limit = ROUTES_JSON_MAX,
     .type = JSON,
     .serve = serve_sessions_sign},
    {.verb = VERB_GET,
     .kind = ROUTE_RECORD,
     .pattern = "/record/{path*}",
     .serve = serve_record},
    {.verb = VERB_GET, .pattern = "/health", .serve = serve_health},
    {.verb = VERB_GET, .pattern = "/assets/{hash}/{name}", .serve = serve_assets},
};

const struct routes routes_all = {table, ARRAY_SIZE(table)};
