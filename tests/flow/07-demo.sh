#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# The demonstration itself, on a ballot file as odd as they come: it must end well, have
# compared every stage, said what it left out, and leave nothing behind.
# 07-demo.sh DEMO
set -eu
demo=$1
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
mkdir scratch
TMPDIR=$dir/scratch
export TMPDIR

# Runs it; what it says is in ./said.
ends() {
    want=$1
    shift
    got=0
    "$demo" --once "$@" > said 2>&1 || got=$?
    if [ "$got" -ne "$want" ]; then
        echo "wanted exit $want, got $got: demo --once $*"
        cat said
        exit 1
    fi
    if [ -n "$(ls scratch)" ]; then
        echo "left behind:"
        ls -R scratch
        exit 1
    fi
}

said() {
    if ! grep -qF -- "$1" said; then
        echo "nobody said: $1"
        cat said
        exit 1
    fi
}

# A byte order mark, CRLF, comments, a withdrawn candidate, weights, names of one word,
# in brackets, twice, with quotes and a control character; ballots that skip, tie,
# repeat, are blank or name nobody; a tie that only a lot settles.
printf '\357\273\277# odd\r\n6 2 # seats\r\n-6\r\n3 1 2 0\r\n3 2 1 0\r\n2 3 0\r\n2 4 6 0\r\n2 5 4 0\r\n' > odd.blt
printf '1 1 - 2 0\r\n1 1=2 3 0\r\n1 3 3 0\r\n2 0\r\n1 9 0\r\n1 6 0\r\n0\r\n' >> odd.blt
printf '"Ann \\"Jo\\" Ash (SF)"\r\n"Pel\351"\r\n"Bo Birch"\r\n' >> odd.blt
printf '"Bo  Birch"\r\n"(Nobody)\a"\r\n"Cy <Cedar>"\r\n"Ward, the \\"odd\\" one & more"\r\n' >> odd.blt
ends 0 --blt odd.blt
said '12 ballots of'
said '7 that no voting page would take'
said '12 recorded, 0 repeated, 0 refused'
said 'the declared result equals `tally count` of the same ballots: 2 elected'
said 'the record is good, to the declared result'
said 'Ann "Jo" Ash (SF)'

printf '2 1\n1 1 0\n0\n"A"\n"B"\n"too few ballots are left by --limit"\n' > short.blt
ends 0 --blt short.blt --limit 1 --rules ni-1985
said '1 ballots of'
printf '2 2\n1 1 0\n0\n"A"\n"B"\n"T"\n' > seats.blt
ends 1 --blt seats.blt
said 'nobody need vote'
{ echo '64 1'; echo '1 1 0'; echo 0; for _ in $(seq 65); do echo '"N"'; done; } > many.blt
ends 1 --blt many.blt
said 'a ballot has room for 63'
ends 1 --blt no-such-file.blt
ends 2 --blt short.blt --rules nhs-1066
ends 1 --blt short.blt --rules nhs-2014-fpp
ends 2 --limit 3

# Nobody listens any more: it ends, and leaves nothing behind either.
"$demo" --once --blt odd.blt 2>&1 | head -n 1 > said
said 'everything made here lies in'
[ -z "$(ls scratch)" ]
echo "the demonstration: done"
