// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/roll.h"

#include <stdlib.h>

#include "base/fault.h"

#include "people.h"

/* A member with what they chose, and whether they are one today. */
#define MEMBER_COLUMNS                                                                 \
    "member.id, number, forenames, surname, email, address_1, address_2, address_3,"   \
    " town, postcode, member.cid, member.joined, coalesce(way, 0),"                    \
    " coalesce(hears, 0), " IS_MEMBER ", " HAS_DIED

#define IS_MEMBER                                                                      \
    "EXISTS (SELECT 1 FROM membership AS own WHERE own.member = member.id"             \
    " AND own.until IS NULL)"

#define HAS_DIED "EXISTS (SELECT 1 FROM deceased WHERE deceased.member = member.id)"

#define MEMBER_SOURCE                                                                  \
    " FROM member LEFT JOIN preference ON preference.member = member.id"

/*
 * The membership by which somebody votes: the one held when nominations closed (?1);
 * without one, because the list came later, that of the drawing of the roll (?3) or
 * the first since. All as known at ?4, and joined by the day ?2.
 */
#define VOTER_SOURCE                                                                   \
    " FROM membership JOIN member ON member.id = membership.member"                    \
    " LEFT JOIN preference ON preference.member = member.id"                           \
    " WHERE membership.joined <= ?2 AND membership.id = coalesce("                     \
    "(SELECT max(id) FROM membership AS held WHERE held.member = member.id"            \
    " AND held.since <= ?1 AND (held.until IS NULL OR held.until > ?1)),"              \
    " (SELECT min(id) FROM membership AS later WHERE later.member = member.id"         \
    " AND later.since > ?1 AND later.since <= ?4"                                      \
    " AND (later.until IS NULL OR later.until > ?3)))"

/* Two of one name who also share what is named: the first and the last of them. */
#define TWINS(what)                                                                    \
    "SELECT min(number), max(number) FROM member WHERE " IS_MEMBER                     \
    " GROUP BY lower(surname), lower(forenames), " what " HAVING count(*) > 1"         \
    " ORDER BY 1"

#define FORM_COLUMNS                                                                   \
    "form.id, form.member, address, email, has_interests, interests, has_party,"       \
    " party, confirmed, qualification, statement, signature, signed_on"

#define NOMINATION_COLUMNS                                                             \
    FORM_COLUMNS ", submitted, salt, file, coalesce(state, 1), coalesce(ground, 0),"   \
                 " coalesce(verdict.id, 0), coalesce(decided, 0),"                     \
                 " coalesce(officer, zeroblob(32))"

/* A form with the last that was decided of it. */
#define NOMINATION_SOURCE                                                              \
    " FROM form LEFT JOIN verdict ON verdict.id ="                                     \
    " (SELECT max(id) FROM verdict WHERE verdict.form = form.id)"

/* Members of today by a column of their traits. */
#define COUNT_BY(column)                                                               \
    "SELECT coalesce(" column ", ''), count(*) FROM member"                            \
    " LEFT JOIN trait ON trait.member = member.id WHERE " IS_MEMBER                    \
    " GROUP BY 1 ORDER BY 1"

static const char *const sql[PEOPLE_STATEMENTS] = {
    [MEMBERS_ADD] = "INSERT INTO member (number, forenames, surname, email, address_1,"
                    " address_2, address_3, town, postcode, cid, joined)"
                    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    [MEMBERS_FIND] = "SELECT " MEMBER_COLUMNS MEMBER_SOURCE " WHERE number = ?1",
    [MEMBERS_GET] = "SELECT " MEMBER_COLUMNS MEMBER_SOURCE " WHERE member.id = ?1",
    [MEMBERS_CHANGE] = "UPDATE member SET forenames = ?2, surname = ?3, email = ?4,"
                       " address_1 = ?5, address_2 = ?6, address_3 = ?7, town = ?8,"
                       " postcode = ?9, cid = ?10, joined = ?11 WHERE id = ?1"
                       " RETURNING id",
    [MEMBERS_COUNT] =
        "SELECT count(*) FROM member WHERE (?1 = 0 OR cid = ?1) AND " IS_MEMBER,
    [MEMBERS_EACH] =
        "SELECT " MEMBER_COLUMNS MEMBER_SOURCE
        " WHERE (?1 = 0 OR member.cid = ?1) AND " IS_MEMBER " ORDER BY member.id",
    [MEMBERS_LIST] = "INSERT INTO listed (member) VALUES (?1)",
    [MEMBERS_UNLISTED] =
        "SELECT " MEMBER_COLUMNS MEMBER_SOURCE " WHERE member.cid = ?1 AND " IS_MEMBER
        " AND member.id NOT IN (SELECT member FROM listed)"
        " ORDER BY member.id",
    [MEMBERS_FORGET_LIST] = "DELETE FROM listed",
    [MEMBERS_SAME_EMAIL] = TWINS("CASE email WHEN '' THEN id ELSE lower(email) END"),
    [MEMBERS_SAME_ADDRESS] =
        TWINS("CASE WHEN address_1 = '' OR postcode = '' THEN id"
              " ELSE lower(address_1 || ' ' || replace(postcode, ' ', '')) END"),

    [MEMBERSHIPS_BEGIN] = "INSERT INTO membership (member, cid, joined, since)"
                          " VALUES (?1, ?2, ?3, ?4)",
    [MEMBERSHIPS_END] = "UPDATE membership SET until = max(since, ?2), ended = ?3"
                        " WHERE member = ?1 AND until IS NULL RETURNING id",
    [MEMBERSHIPS_LAST] = "SELECT cid, joined, since, coalesce(until, 0), ended"
                         " FROM membership WHERE member = ?1"
                         " ORDER BY id DESC LIMIT 1",
    [MEMBERSHIPS_VOTERS] =
        "SELECT " MEMBER_COLUMNS ", membership.cid, membership.joined" VOTER_SOURCE
        " AND (?5 = 0 OR membership.cid = ?5) ORDER BY membership.cid, member.id",
    [MEMBERSHIPS_VOTER] = "SELECT membership.cid" VOTER_SOURCE " AND member.id = ?5",

    [PREFERENCES_KEEP] =
        "INSERT INTO preference (member, way, hears) VALUES (?1, ?2, ?3)"
        " ON CONFLICT (member) DO UPDATE SET way = excluded.way,"
        " hears = excluded.hears",

    [DECEASED_ADD] = "INSERT INTO deceased (member, at, officer, was_member)"
                     " VALUES (?1, ?2, ?3, ?4)",
    [DECEASED_REVIVE] = "UPDATE membership SET until = NULL, ended = 0 WHERE id ="
                        " (SELECT max(id) FROM membership WHERE member = ?1)"
                        " AND EXISTS (SELECT 1 FROM deceased WHERE member = ?1"
                        " AND was_member = 1)",
    [DECEASED_REMOVE] = "DELETE FROM deceased WHERE member = ?1 RETURNING member",

    [CENSUS_CLEAR_TRAITS] = "DELETE FROM trait",
    [CENSUS_CLEAR_POPULATION] = "DELETE FROM population",
    [CENSUS_CLEAR_PAST] = "DELETE FROM past",
    [CENSUS_ADD_TRAIT] = "INSERT INTO trait (member, age_band, sex, ethnicity, area)"
                         " VALUES (?1, ?2, ?3, ?4, ?5)",
    [CENSUS_ADD_POPULATION] =
        "INSERT INTO population (field, category, people) VALUES (?1, ?2, ?3)",
    [CENSUS_ADD_PAST] = "INSERT INTO past (held, constituency, seats, candidates,"
                        " electorate, votes) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    [CENSUS_COUNT_AGE_BAND] = COUNT_BY("age_band"),
    [CENSUS_COUNT_SEX] = COUNT_BY("sex"),
    [CENSUS_COUNT_ETHNICITY] = COUNT_BY("ethnicity"),
    [CENSUS_COUNT_AREA] = COUNT_BY("area"),
    [CENSUS_PEOPLE] = "SELECT category, people FROM population WHERE field = ?1"
                      " ORDER BY category",
    [CENSUS_PAST] = "SELECT held, constituency, seats, candidates, electorate, votes"
                    " FROM past ORDER BY held DESC, constituency",

    [SIGNINS_ADD] = "INSERT INTO signin (code, member, expires) VALUES (?1, ?2, ?3)",
    [SIGNINS_FORGET] = "DELETE FROM signin WHERE expires <= ?1",
    [SIGNINS_PENDING] =
        "SELECT count(*) FROM signin WHERE member = ?1 AND expires > ?2",
    [SIGNINS_PEEK] = "SELECT member FROM signin WHERE code = ?1 AND expires > ?2",
    [SIGNINS_SPEND] = "DELETE FROM signin WHERE code = ?1 AND expires > ?2"
                      " RETURNING member",

    [FORMS_KEEP_DRAFT] =
        "INSERT INTO form (member, address, email, has_interests, interests, has_party,"
        " party, confirmed, qualification, statement, signature, signed_on)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"
        " ON CONFLICT (member) WHERE submitted IS NULL DO UPDATE SET"
        " address = excluded.address, email = excluded.email,"
        " has_interests = excluded.has_interests, interests = excluded.interests,"
        " has_party = excluded.has_party, party = excluded.party,"
        " confirmed = excluded.confirmed, qualification = excluded.qualification,"
        " statement = excluded.statement, signature = excluded.signature,"
        " signed_on = excluded.signed_on",
    [FORMS_DRAFT] = "SELECT " FORM_COLUMNS " FROM form"
                    " WHERE member = ?1 AND submitted IS NULL",
    [FORMS_SUBMIT] = "UPDATE form SET submitted = ?2, salt = ?3, file = ?4"
                     " WHERE member = ?1 AND submitted IS NULL RETURNING id",
    [FORMS_NOMINATION] = "SELECT " NOMINATION_COLUMNS NOMINATION_SOURCE
                         " WHERE form.id = (SELECT max(id) FROM form"
                         " WHERE member = ?1 AND submitted IS NOT NULL)",
    [FORMS_STATE] = "SELECT coalesce(state, 1)" NOMINATION_SOURCE
                    " WHERE form.id = (SELECT max(id) FROM form"
                    " WHERE member = ?1 AND submitted IS NOT NULL)",
    [FORMS_IS_LATEST] = "SELECT 1 FROM form WHERE id = ?1 AND submitted IS NOT NULL"
                        " AND id = (SELECT max(id) FROM form AS other WHERE"
                        " other.member = form.member AND submitted IS NOT NULL)",
    [FORMS_EACH] = "SELECT " NOMINATION_COLUMNS NOMINATION_SOURCE
                   " WHERE form.submitted IS NOT NULL AND form.id ="
                   " (SELECT max(id) FROM form AS other WHERE"
                   " other.member = form.member AND other.submitted IS NOT NULL)"
                   " ORDER BY form.submitted, form.id",

    [VERDICTS_ADD] = "INSERT INTO verdict (form, state, ground, decided, officer)"
                     " VALUES (?1, ?2, ?3, ?4, ?5)",
    [VERDICTS_WITHDRAW] = "INSERT INTO withdrawal (form, signature, witness, signed)"
                          " VALUES (?1, ?2, ?3, ?4)",
    [VERDICTS_WITHDRAWAL] =
        "SELECT signed, signature, witness FROM withdrawal WHERE form = ?1",
    [VERDICTS_DEATH] = "INSERT INTO death (form, proof) VALUES (?1, ?2)",
    [VERDICTS_PROOF] = "SELECT proof FROM death WHERE form = ?1",

    [FILED_ADD] =
        "INSERT INTO form (member, address, email, has_interests, interests, has_party,"
        " party, confirmed, qualification, statement, signature, signed_on, submitted,"
        " salt, file)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)"
        " RETURNING id",
    [FILED_MARK] = "INSERT INTO paper (form, keyed, officer) VALUES (?1, ?2, ?3)",
    [FILED_FIND] = "SELECT keyed, officer FROM paper WHERE form = ?1",

    [WANTED_ADD] = "INSERT INTO wanted (member, asked) VALUES (?1, ?2)"
                   " ON CONFLICT (member) WHERE sent IS NULL DO NOTHING",
    [WANTED_FIND] = "SELECT asked FROM wanted WHERE member = ?1 AND sent IS NULL",
    [WANTED_SEND] = "UPDATE wanted SET sent = ?2, officer = ?3"
                    " WHERE id = ?1 AND sent IS NULL RETURNING id",
    [WANTED_EACH] = "SELECT id, member, asked FROM wanted WHERE sent IS NULL"
                    " ORDER BY id",

    [PHOTOS_KEEP] = "INSERT INTO photo (member, kept, jpeg) VALUES (?1, ?2, ?3)"
                    " ON CONFLICT (member) DO UPDATE SET kept = excluded.kept,"
                    " jpeg = excluded.jpeg",
    [PHOTOS_REMOVE] = "DELETE FROM photo WHERE member = ?1",
    [PHOTOS_FIND] = "SELECT 1 FROM photo WHERE member = ?1",
    [PHOTOS_GET] = "SELECT jpeg FROM photo WHERE member = ?1",

    [REFERENCES_ADD] =
        "INSERT INTO reference (member, sealed, mark) VALUES (?1, ?2, ?3)",
    [REFERENCES_FIND] = "SELECT sealed FROM reference WHERE member = ?1"
                        " ORDER BY id DESC LIMIT 1",
    [REFERENCES_EACH] = "SELECT sealed FROM reference WHERE id IN"
                        " (SELECT max(id) FROM reference GROUP BY member)"
                        " AND member NOT IN (SELECT member FROM deceased)"
                        " ORDER BY sealed",
    [REFERENCES_MARKS] = "SELECT mark FROM reference UNION SELECT mark FROM delivery"
                         " UNION SELECT mark FROM reissue",
    [REFERENCES_UNDO] = "DELETE FROM reference WHERE mark = ?1",
    [REFERENCES_COUNT] = "SELECT count(*) FROM reference",

    [DELIVERIES_ADD] = "INSERT INTO delivery (member, way, state, day, mark)"
                       " VALUES (?1, ?2, 1, ?3, ?4) RETURNING id",
    [DELIVERIES_MOVE] = "UPDATE delivery SET state = ?2 WHERE id = ?1 RETURNING id",
    [DELIVERIES_HAND] = "UPDATE delivery SET state = ?3"
                        " WHERE mark = ?1 AND way = ?2 AND state = 1",
    [DELIVERIES_FAIL_OPEN] = "UPDATE delivery SET state = 4"
                             " WHERE state = 1 OR (state = 2 AND way = 1)",
    [DELIVERIES_UNDO] = "DELETE FROM delivery WHERE mark = ?1",
    [DELIVERIES_COUNT] = "SELECT count(*) FROM delivery WHERE way = ?1 AND state = ?2",
    [DELIVERIES_HAS_FAILED] = "SELECT state = 4 FROM delivery WHERE member = ?1"
                              " ORDER BY id DESC LIMIT 1",
    [DELIVERIES_FAILED] = "SELECT id, member, way, state, day FROM delivery"
                          " WHERE state = 4 AND id = (SELECT max(id) FROM delivery AS"
                          " other WHERE other.member = delivery.member)"
                          " ORDER BY member",

    [ACTS_ADD] = "INSERT INTO act (at, officer, kind, subject) VALUES (?1, ?2, ?3, ?4)",
    [ACTS_FIND] = "SELECT at, officer, kind, subject FROM act WHERE kind = ?1"
                  " AND (?2 = '' OR subject = ?2) ORDER BY id DESC LIMIT 1",
    [ACTS_LAST] = "SELECT at, officer, kind, subject FROM act"
                  " ORDER BY id DESC LIMIT ?1 OFFSET ?2",

    [OATHS_ADD] = "INSERT INTO oath (officer, email, made) VALUES (?1, ?2, ?3)",
    [OATHS_FIND] = "SELECT made, email FROM oath WHERE officer = ?1"
                   " ORDER BY id DESC LIMIT 1",
    [OATHS_IS_MEMBER] = "SELECT 1 FROM member WHERE lower(email) = lower(?1)"
                        " AND " IS_MEMBER " LIMIT 1",
    [REISSUES_ADD] = "INSERT INTO reissue (member, register, gates, day, officer, mark)"
                     " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    [REISSUES_UNDO] = "DELETE FROM reissue WHERE mark = ?1",
    [REISSUES_EACH] = "SELECT r.member, r.register, r.gates, r.day, r.officer,"
                      " (SELECT old.sealed FROM reference AS old"
                      " WHERE old.member = r.member AND old.id < new.id"
                      " ORDER BY old.id DESC LIMIT 1), new.sealed"
                      " FROM reissue AS r LEFT JOIN reference AS new"
                      " ON new.member = r.member AND new.mark = r.mark"
                      " WHERE r.register = ?1 ORDER BY r.id",

    [REJECTIONS_ADD] = "INSERT INTO rejection (batch, cid, features, overvote,"
                       " identifies, uncertain, at, officer)"
                       " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    [REJECTIONS_CLEAR] = "DELETE FROM rejection WHERE cid = ?1",
    [REJECTIONS_SUM] = "SELECT ifnull(sum(features), 0), ifnull(sum(overvote), 0),"
                       " ifnull(sum(identifies), 0), ifnull(sum(uncertain), 0)"
                       " FROM rejection WHERE cid = ?1",

    [ARRIVALS_ADD] = "INSERT INTO arrival (kind, cid, member, number, channel, day,"
                     " officer) VALUES (?1, ?2, nullif(?3, 0), nullif(?4, 0), ?5, ?6,"
                     " ?7) ON CONFLICT DO NOTHING",
    [ARRIVALS_EACH] = "SELECT kind, cid, ifnull(member, 0), ifnull(number, 0), channel,"
                      " day, officer FROM arrival ORDER BY id",

    [HALVES_ADD] = "INSERT INTO half (type, document, signer, signature)"
                   " VALUES (?1, ?2, ?3, ?4) RETURNING id",
    [HALVES_REMOVE] = "DELETE FROM half WHERE id = ?1",
    [HALVES_EACH] =
        "SELECT id, type, document, signer, signature FROM half ORDER BY id",
};

int roll_open(struct db *db, struct roll **out)
{
    CLEANUP(roll_freep) struct roll *roll = NULL;
    int r;

    roll = calloc(1, sizeof(*roll));
    if (!roll) {
        return FAULT(FAULT_MEMORY);
    }
    roll->db = db;
    r = statement_prepare(db, sql, PEOPLE_STATEMENTS, roll->statements);
    if (r != 0) {
        return FOLD(r);
    }

    *out = roll_take(&roll);
    return 0;
}

void roll_free(struct roll *roll)
{
    if (roll) {
        statement_release(roll->statements, PEOPLE_STATEMENTS);
        free(roll);
    }
}

struct db *roll_db(struct roll *roll)
{
    return roll->db;
}
