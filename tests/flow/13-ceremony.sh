#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# Three trustees hold a ceremony with files they carry to each other; two are enough.
# 13-ceremony.sh TALLY
set -eu
flows=$(cd "$(dirname "$0")" && pwd)
tally=$1
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

. "$flows/said.sh"

echo "correct horse battery staple" > pass
ends 0 officer new --name "The officer" --key ro.key --passphrase-file pass
ends 0 mixer new --name "M. Ixer" --organisation "A university" --key m1.key --passphrase-file pass
ends 0 mixer new --name "N. Ixer" --organisation "A council" --key m2.key --passphrase-file pass
for who in a b c; do
    ends 0 trustee new --name "Trustee $who" --key "$who.key" --passphrase-file pass
done
hash=$(printf page | sha256sum | cut -c1-64)
ends 0 mixer new --name "Log" --organisation "Only for its key" --key log.key --passphrase-file pass
log=$(sed -n 's/^  "key": "\(.*\)",*$/\1/p' log.key.pub)
ends 0 definition new draft.json --officer ro.key.pub --trustee a.key.pub --trustee b.key.pub \
    --trustee c.key.pub --mixer m1.key.pub --mixer m2.key.pub --log "$log" --page "$hash" \
    --origin vote.example/2026/record --close "18 June 2026 17:00"
grep -q '"threshold": 2' draft.json
for who in a b c; do
    cp draft.json "$who.json"
done

# A trustee's next step, with an own copy of the definition.
step() {
    who=$1
    want=$2
    shift 2
    ends "$want" trustee ceremony "$who.json" --key "$who.key" --folder files \
        --ceremony "$who.object" --passphrase-file pass "$@"
}

ends 2 trustee ceremony a.json --key a.key --ceremony a.object --passphrase-file pass
said '--folder FOLDER'
step a 0
said 'Read these codes to each other'
said 'Trustee a (you)'
said 'waiting for the next file of Trustee b, Trustee c'
step b 0
[ ! -e files/message-1.txt ] && [ ! -e files/message-2.txt ]
step b 0
[ "$(stat -c %a b.key.ceremony)" = 600 ]

# Only when every commitment is in does a message leave a machine.
step c 0
[ -e files/message-3.txt ] && [ ! -e files/message-2.txt ]
step a 0
said 'waiting for the next file of Trustee b'

# A commitment that changes after one's own message stops the ceremony, and so does a
# file that was touched on its way; given right again, all goes on.
cp files/commitment-2.txt kept
sed '3s/^./0/;4s/^./1/' kept > files/commitment-2.txt
cmp -s kept files/commitment-2.txt || { step a 1; said 'a commitment has changed'; }
step b 1
said 'is not what this key made'
sed 's/trustee 2/trustee 1/' kept > files/commitment-2.txt
step a 1
said 'damaged, or of another ceremony'
sed 's/$/\r/' kept > files/commitment-2.txt
step b 0
step a 0
cp files/message-3.txt kept
sed '4s/^..../0000/' kept > files/message-3.txt
step b 1
said 'trustee 3, Trustee c, sent another message than was committed to'
cp kept files/message-3.txt

# Who has another definition has another ceremony.
sed 's/"nonce": "../"nonce": "00/' b.json > other.json
sed -i 's/"nonce": "../"nonce": "01/' other.json
ends 1 trustee ceremony other.json --key b.key --folder files --ceremony o --passphrase-file pass
said 'of another ceremony'

step b 0
step c 0
said 'all 3 have signed'
step a 0
step b 0
cmp a.object b.object
cmp a.object c.object
cmp a.json b.json
cmp a.json c.json
[ "$(stat -c %s a.object)" = $((38 + 3 * (288 + 32 * 2 + 56 * 3))) ]

# The officer puts the files together without any key, and comes to the same bytes.
ends 0 trustee ceremony draft.json --folder files --ceremony object
cmp object a.object
cmp draft.json a.json
ends 0 definition check draft.json --ceremony object
said 'Any 2 of the 3 trustees together can read the votes.'

# A saved copy of a key file restores its share, and only its own.
cp c.key safe
rm c.key
ends 0 trustee restore --key safe --ceremony object --passphrase-file pass
said 'restore the share of Trustee c'
ends 1 trustee new --name "Trustee d" --key safe --passphrase-file pass
ends 0 trustee new --name "Trustee d" --key d.key --passphrase-file pass
ends 1 trustee restore --key d.key --ceremony object --passphrase-file pass
said 'holds no share of this ceremony'
printf x >> object
ends 1 trustee restore --key safe --ceremony object --passphrase-file pass
truncate -s -1 object

# So does the sheet of paper, typed in again: a mistake names its group, and both blocks
# make a key file that signs.
ends 1 trustee backup --key safe --passphrase-file pass
said 'shown on a terminal'
ends 0 trustee backup --key safe --out sheet.pdf --passphrase-file pass
head -c 5 sheet.pdf | grep -q '^%PDF-'
ends 0 trustee backup --key safe --out sheet.txt --text --passphrase-file pass
[ "$(stat -c %a sheet.pdf sheet.txt | sort -u)" = 600 ]
grep -E '^[0-9A-Z]{5}(  [0-9A-Z]{5})+$' sheet.txt > typed
[ "$(wc -w < typed)" = 28 ]
chmod 640 typed
ends 1 trustee restore --paper --typed typed --ceremony object
said 'others may read it'
chmod 600 typed
ends 0 trustee restore --paper --typed typed --ceremony object
said 'restores a share'
tr 'A-Z' 'a-z' < typed | sed '1{s/^\(.\{11\}\)7/\11/;t;s/^\(.\{11\}\)./\17/}' > mistyped
chmod 600 mistyped
ends 1 trustee restore --paper --typed mistyped --ceremony object
said 'group 2 is mistyped'
ends 2 trustee restore --paper --typed typed --ceremony object --key again
ends 0 trustee restore --paper --typed typed --ceremony object --key again --name "Trustee c" \
    --passphrase-file pass
ends 0 trustee restore --key again --ceremony object --passphrase-file pass
ends 0 trustee backup --key d.key --out other.txt --text --passphrase-file pass
grep -E '^[0-9A-Z]{5}(  [0-9A-Z]{5})+$' other.txt > other
chmod 600 other
ends 1 trustee restore --paper --typed other --ceremony object
said 'holds no share of this ceremony'

for key in ro.key a.key b.key again; do
    ends 0 definition sign draft.json --key "$key" --ceremony object --passphrase-file pass --yes
done
[ "$(wc -l < draft.json.sig)" = 4 ]
step a 0
ends 1 trustee ceremony draft.json --folder files --ceremony object
said 'has been signed'
echo "three trustees made a key, and each can restore a share of it"
