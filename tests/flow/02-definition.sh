#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# A definition made by hand: keys, an example, the ceremony, what check explains, who signs.
# 02-definition.sh TALLY
set -eu
flows=$(cd "$(dirname "$0")" && pwd)
tally=$1
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

. "$flows/said.sh"

member() {
    sed -n "s/^  \"$2\": \"\(.*\)\",*\$/\1/p" "$1"
}

echo "correct horse battery staple" > pass
echo "wrong horse battery staple" > wrong
echo "short" > short
page=$(printf page | sha256sum | cut -c1-64)

# Keys, each with its card; none is written over, none without a proper passphrase.
ends 0 officer new --name "Zoë O'Brien" --key ro.key --passphrase-file pass
said '"role": "officer"'
cmp -s out ro.key.pub
ends 0 officer new --name "A Deputy" --key deputy.key --passphrase-file pass
ends 0 trustee new --name "T. Rustee" --key trustee.key --passphrase-file pass
ends 0 trustee new --name "A Stranger" --key stranger.key --passphrase-file pass
ends 0 mixer new --name "M. Ixer" --organisation "A university" --key mixer.key --passphrase-file pass
ends 0 mixer new --name "Log" --organisation "Only for its key" --key log.key --passphrase-file pass
ends 1 officer new --name "Zoë" --key ro.key --passphrase-file pass
said 'exists already'
ends 1 officer new --name "Zoë" --key other.key --passphrase-file short
ends 1 officer new --name "   " --key other.key --passphrase-file pass
ends 1 officer new --name "$(printf 'a\001b')" --key other.key --passphrase-file pass
ends 2 officer new --name "Zoë" --passphrase-file pass
ends 2 mixer new --name "M" --key other.key --passphrase-file pass
[ ! -e other.key ] && [ ! -e other.key.pub ]
[ "$(stat -c %a ro.key)" = 600 ]
log=$(member log.key.pub key)

new() {
    file=$1
    shift
    set -- "$file" --officer ro.key.pub --trustee trustee.key.pub --mixer mixer.key.pub \
        --log "$log" --page "$page" --origin vote.example/2026/record "$@"
    ends 0 definition new "$@"
}

# An example needs editing in nothing but the ceremony.
new draft.json --officer deputy.key.pub --close "18 June 2026 17:00"
[ "$(grep -c '"seal"' draft.json)" = 2 ]
ends 0 definition check draft.json
said 'the ceremony is still to be held'
ends 1 trustee ceremony draft.json --key trustee.key --ceremony no --passphrase-file wrong
said 'wrong passphrase'
ends 1 trustee ceremony draft.json --key stranger.key --ceremony no --passphrase-file pass
said 'not the trustee'
ends 1 trustee ceremony draft.json --key ro.key --ceremony no --passphrase-file pass
said 'an officer'\''s key'
[ ! -e no ]
ends 0 trustee ceremony draft.json --key trustee.key --ceremony object --passphrase-file pass
ends 0 definition check draft.json --ceremony object
said 'the poll closes: 5pm on Thursday 18 June 2026'
said 'One person alone can read the votes.'
ends 2 definition new other.json --officer ro.key.pub --mixer mixer.key.pub --log "$log" \
    --page "$page" --origin vote.example
ends 1 definition new other.json --officer mixer.key.pub --trustee trustee.key.pub \
    --mixer mixer.key.pub --log "$log" --page "$page" --origin vote.example
ends 2 definition new other.json --officer ro.key.pub --trustee trustee.key.pub \
    --mixer mixer.key.pub --log "$log" --page "$page" --origin https://vote.example
ends 1 definition new draft.json --officer ro.key.pub --trustee trustee.key.pub \
    --mixer mixer.key.pub --log "$log" --page "$page" --origin vote.example

# What a hand may get wrong is explained, and is neither good nor signed.
wrong() {
    sed "$1" draft.json > edited.json
    ends 1 definition check edited.json --ceremony object
    said "$2"
    ends 1 definition sign edited.json --key ro.key --ceremony object --passphrase-file pass --yes
    [ ! -e edited.json.sig ]
}
wrong 's/"threshold": 1/"threshold": 2/' 'protocol 3: the threshold'
wrong 's/"mixes": 1/"mixes": 2/' 'protocol 8: as many mixers'
wrong 's/"hands": 1/"hands": 3/' 'hands: not a whole number from 1 to 2'
wrong 's/"rules": "nhs-2014-fpp"/"rules": "meek-prf-2009"/' 'rule 18'
wrong 's/"online"/"post"/' 'rule 19.3'
wrong 's/"kind": "staff"/"kind": "public"/' 'rule 21.1'
wrong 's/"Patient: Carers"/"Public: Oxfordshire"/' 'house 9'
wrong "s/\"log\": \"$log\"/\"log\": \"$(member ro.key.pub key)\"/" 'a key stands twice'
wrong 's/"log": "[0-9a-f]*"/"log": "0000000000000000000000000000000000000000000000000000000000000000"/' \
    'not an Ed25519 key that may be used: log'
wrong 's/"nonce": "[0-9a-f]*"/"nonce": "0000000000000000000000000000000000000000000000000000000000000000"/' \
    'the ceremony is of another nonce'
wrong 's/"close": "2026-06-18T16:00:00Z"/"close": "2026-06-18T16:01:00Z"/' 'is after 5pm'
wrong 's/"close": "2026-06-18T16:00:00Z"/"close": "2026-06-18T16:00:30Z"/' 'is not a whole minute'
wrong 's/"open": "[^"]*"/"open": "2026-05-27T09:00:00Z"/' 'is not after the step before it'
wrong 's/"trust": "[^"]*"/"trust": ""/' 'trust: empty'
wrong 's/"suite"/"colour": "red", "suite"/' 'colour: not a member known here'
wrong 's/"practice"/"practice": true, "practice"/' 'a member that stands twice'
printf x >> object
ends 1 definition check draft.json --ceremony object
said 'is not the one named'
truncate -s -1 object

# Mersey Care's calendar of 2020, one working day short from the Summer bank holiday back.
mersey='s/"notice": "[^"]*"/"notice": "2020-07-30T11:00:00Z"/
s/"nominations_close": "[^"]*"/"nominations_close": "2020-08-17T16:00:00Z"/
s/"statement": "[^"]*"/"statement": "2020-08-18T16:00:00Z"/
s/"withdrawal": "[^"]*"/"withdrawal": "2020-08-20T16:00:00Z"/
s/"notice_of_poll": "[^"]*"/"notice_of_poll": "2020-09-03T08:00:00Z"/
s/"open": "[^"]*"/"open": "2020-09-03T09:00:00Z"/
s/"close": "[^"]*"/"close": "2020-09-24T16:00:00Z"/
s/"labels": \[\]/"labels": [{"rule": "2.1", "own": "3.1"}]/'
wrong "$mersey" 'must be at least 40 working days before the close and is 39'
said 'must be at least 28 working days before the close and is 27'
said 'must be at least 27 working days before the close and is 26'
said 'must be at least 25 working days before the close and is 24'
said 'rule 2.1 (3.1 in the trust’s constitution), 8: notice of election'
said 'not counted (rule 3): Monday 31 August 2020 (summer bank holiday)'
said 'the last day allowed is Wednesday 29 July 2020'
[ "$(grep -c "breach: " said)" = 4 ]
ends 0 timetable --close 2020-09-24T17:00 --definition draft.json
said '40  9am on Wednesday 29 July 2020 '
said 'Monday 31 August 2020 (summer bank holiday)'
said 'questioned for 21 days, each counted, after that (rule 66.5)'
ends 0 timetable --close '24 September 2020 17:00' --json
said '"at": "2020-07-29T08:00:00Z"'
said '"lost_from": "2020-09-10"'
ends 0 timetable --close '20 May 2027 17:00' --json --holiday '2027-05-10 Coronation' --holiday 2027-05-11
said '"day": "2027-05-10"'
said 'Coronation, proclaimed later'
ends 1 timetable --close '10 May 2027 17:00' --holiday 2027-05-10
said 'is not on a working day (rule 3): proclaimed later'
ends 2 timetable --close '10 May 2027 17:00' --holiday 2027-05-32
said '--holiday takes a day'
close=$(sed -n 's/.*"close": "\(.\{10\}\).*/\1/p' draft.json)
ends 1 definition check draft.json --ceremony object --holiday "$close"
said 'is not on a working day (rule 3): proclaimed later'
ends 1 timetable --close 2020-08-31T17:00
said 'is not on a working day (rule 3): summer bank holiday'
ends 1 timetable --close '2050-01-05 17:00'
said 'known here from 2010 to 2040'
ends 2 timetable --close 2027-03-28T01:30
said 'there is no 2027-03-28T01:30'
sed -e "$mersey" -e 's/"practice": false/"practice": true/' draft.json > rehearsal.json
ends 0 definition check rehearsal.json --ceremony object
said 'note: rule 2.1'
said 'PRACTICE'

# The first officer and the trustee sign, once each, and nobody else.
ends 1 definition sign draft.json --key ro.key --ceremony object --passphrase-file pass
[ ! -e draft.json.sig ]
ends 0 definition sign draft.json --key ro.key --ceremony object --passphrase-file pass --yes
ends 0 definition sign draft.json --key trustee.key --ceremony object --passphrase-file pass --yes
ends 0 definition sign draft.json --key ro.key --ceremony object --passphrase-file pass --yes
said 'signed it already'
[ "$(wc -l < draft.json.sig)" = 2 ]
for key in deputy.key mixer.key stranger.key; do
    ends 1 definition sign draft.json --key "$key" --ceremony object --passphrase-file pass --yes
    said 'neither the first officer'
done

# Signed is signed: no new ceremony, and no old signature for a changed text.
ends 1 trustee ceremony draft.json --key trustee.key --ceremony again --passphrase-file pass
said 'has been signed'
[ ! -e again ]
sed 's/01632 960000/01632 960001/' draft.json > changed.json
cp draft.json.sig changed.json.sig
ends 1 definition sign changed.json --key ro.key --ceremony object --passphrase-file pass --yes
said 'not of the document as it is now'
echo "a definition is made, judged and signed"
