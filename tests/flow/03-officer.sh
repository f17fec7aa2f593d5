#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# An officer at a distance: submit, console, sign and fetch, against the real daemon.
# 03-officer.sh TALLY ELECTIOND
set -eu
flows=$(cd "$(dirname "$0")" && pwd)
tally=$1
electiond=$2
dir=$(mktemp -d)
daemon=
stop() {
    if [ -n "$daemon" ]; then
        kill "$daemon" 2> kill.said || true
        wait "$daemon" || true
        daemon=
    fi
}
trap 'stop; rm -rf "$dir"' EXIT
cd "$dir"

. "$flows/said.sh"

port=$(/usr/bin/python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
url=http://127.0.0.1:$port
mkdir mails

# A new election in the folder $1: its definition, signed, is $1.json.
make() {
    "$electiond" init "$1" --officer ro.key.pub > keys 2> said
    log=$(sed -n 's/^log //p' keys)
    page=$(sed -n 's/^page //p' keys)
    sed -i "s/^port = .*/port = $port/" "$1/electiond.conf"
    printf 'mail_folder = %s\nmail_from = officer@example.nhs.uk\n' "$dir/mails" >> "$1/electiond.conf"
    ends 0 definition new "$1.json" --officer ro.key.pub --trustee "$2.pub" --mixer mixer.key.pub \
        --log "$log" --page "$page" --origin "127.0.0.1:$port/record" --practice
    mkdir -p "$1.objects"
    ends 0 trustee ceremony "$1.json" --key "$2" --ceremony "$1.objects/ceremony" --passphrase-file pass
    ends 0 definition sign "$1.json" --key ro.key --ceremony "$1.objects/ceremony" --passphrase-file pass --yes
    ends 0 definition sign "$1.json" --key "$2" --ceremony "$1.objects/ceremony" --passphrase-file pass --yes
    sed -n 's/.*"notice": "\(.*\)",/\1/p' "$1.json" > clock
}

serve() {
    : > daemon.said # what the last one said is not this one's
    "$electiond" serve "$1" --clock clock > daemon.out 2>> daemon.said &
    daemon=$!
    until grep -q listen daemon.said; do
        if ! kill -0 "$daemon"; then
            cat daemon.said
            exit 1
        fi
        sleep 0.1
    done
}

echo "correct horse battery staple" > pass
for role in officer trustee; do
    ends 0 "$role" new --name "The $role" --key "$role.key" --passphrase-file pass
    ends 0 "$role" new --name "Another $role" --key "other-$role.key" --passphrase-file pass
done
mv officer.key ro.key
mv officer.key.pub ro.key.pub
ends 0 mixer new --name "M. Ixer" --organisation "A university" --key mixer.key --passphrase-file pass

make DIR trustee.key
ends 1 submit "$url" DIR.json
said 'no connection'
serve DIR
ends 1 fetch "$url" copy
said 'the server does not have it'
ends 1 console "$url" --key ro.key --passphrase-file pass

# A document goes in with its signatures and its object, and once.
cp DIR.json unsigned.json
ends 1 submit "$url" unsigned.json
said 'nobody has signed it'
ends 1 submit "$url" DIR.json
said 'names an object of 414 bytes'
ends 1 submit "$url" DIR.json --object pass
ends 0 submit "$url" DIR.json --object pass --object DIR.objects/ceremony
said 'definition: entry 0 of the record'
ends 1 submit "$url" DIR.json
said 'already'

# Who is no officer does not sign in.
ends 1 console "$url" --key other-officer.key --passphrase-file pass
said "no officer's of this election"
ends 1 console "$url" --key trustee.key --passphrase-file pass
ends 1 sign "$url" --key ro.key --passphrase-file pass
said 'declaration of officers'
ends 1 console "$url" --key ro.key --passphrase-file pass --declare 'nobody at all'
said 'no email address'
ends 0 console "$url" --key ro.key --passphrase-file pass --declare ro@quill.example
grep -q "^$url/console/enter/[0-9a-f]*\$" out
ends 0 sign "$url" --key ro.key --passphrase-file pass
said 'nothing waits'

ends 0 fetch "$url" copy
said '1 entries (0 before), 1 objects'
ends 1 fetch "$url" other --election 0000-0000-0000-0000
said 'another election'

# The day of withdrawal has passed: the statement waits, is shown, and is not signed unasked.
sed -n 's/.*"withdrawal": "\(.*\)",/\1/p' DIR.json > clock
ends 1 sign "$url" --key ro.key --passphrase-file pass
said 'PRACTICE: STATEMENT OF CANDIDATES'
said 'it agrees with the record and its rules'
said 'no terminal to ask on'
ends 0 fetch "$url" copy
said '1 entries (1 before)'
ends 0 sign "$url" --key ro.key --passphrase-file pass --yes --record copy
said 'statement: entry 1 of the record'
said 'nothing more waits'
ends 0 fetch "$url" copy
said '2 entries (2 before)'
ends 0 sign "$url" --key ro.key --passphrase-file pass
said 'nothing waits'
ends 1 replace "$url" --member 1 --register lost --key ro.key --passphrase-file pass
ends 2 replace "$url" --member 1 --register mislaid --key ro.key --passphrase-file pass

# The same address, another election: the copy refuses it, and is what it was.
stop
sha256sum copy/checkpoint > before
make NEW other-trustee.key
serve NEW
ends 0 submit "$url" NEW.json --object NEW.objects/ceremony
ends 1 fetch "$url" copy
said 'not signed by the election'
ends 1 sign "$url" --key ro.key --passphrase-file pass --record copy
sha256sum --check --quiet before
echo "an officer at a distance: done"
