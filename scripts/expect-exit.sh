#!/usr/bin/env bash
# expect-exit.sh CODE COMMAND...: succeeds when the command ends with exactly that exit code.
set -uo pipefail
expected=$1
shift
"$@"
code=$?
[[ $code -eq $expected ]] || { echo "exit code $code instead of $expected: $*"; exit 1; }
