# SPDX-License-Identifier: AGPL-3.0-or-later
# For the flows in shell: `. said.sh` with $tally set, in a folder of their own.
# shellcheck shell=sh

# Runs a command that must end with this exit; what it says is in ./said.
ends() {
    want=$1
    shift
    got=0
    "$tally" "$@" > out 2> said < /dev/null || got=$?
    if [ "$got" -ne "$want" ]; then
        echo "wanted exit $want, got $got: tally $*"
        cat out said
        exit 1
    fi
}

# The last command said this.
said() {
    if ! grep -qF -- "$1" said out; then
        echo "nobody said: $1"
        cat out said
        exit 1
    fi
}
