#!/usr/bin/env bash
# Measures how soon a gateway answers from its disk copy alone: no silo and no PostgreSQL to be reached, a new process.
#
#   KEY=actors_client_... tests/Benchmarks/cold-start.sh .local/rulesets [runs]      from the root, after ./run ended
#
# Prints the milliseconds from the start of the process to the first right answer, run by run, and the median; beside it
# the same for the raw Kestrel program, which has nothing to load.
set -euo pipefail
copies=${1:?the directory of the disk copies} runs=${2:-7}
port=18998
work=$(mktemp -d)
process=
trap 'kill -9 $process 2>/dev/null || true; rm -rf "$work"' EXIT
echo '{}' >"$work/body.json"

first_answer() { # command...
  local started
  started=$(date +%s%N)
  "$@" >/dev/null 2>&1 &
  process=$!
  until curl -s --fail -o "$work/answer" "http://127.0.0.1:$port/ofrep/v1/evaluate/flags" \
    -H "Authorization: Bearer $KEY" -H 'Content-Type: application/json' -d '{"context":{"targetingKey":"ada"}}'; do
    kill -0 "$process" || { echo "It ended instead of answering." >&2; exit 1; }
    sleep 0.01
  done
  echo $((($(date +%s%N) - started) / 1000000))
  kill -9 "$process"
  wait "$process" 2>/dev/null || true
}

gateway() {
  rm -rf "$work/copies"
  cp -r "$copies" "$work/copies"
  ConnectionStrings__Actors='Host=127.0.0.1;Port=9;Username=nobody;Database=nothing' Actors__Region=nowhere \
    Actors__Gateway__DiskCopyDirectory="$work/copies" Urls="http://127.0.0.1:$port" \
    first_answer dotnet artifacts/bin/Gateway/release/Actors.Gateway.dll
}

for ((number = 0; number < runs; number++)); do
  echo "gateway $(gateway)"
  echo "raw $(first_answer dotnet artifacts/bin/Benchmarks/release/Actors.Benchmarks.dll "$port" "$work/body.json")"
done | tee "$work/runs"
for name in gateway raw; do
  awk -v name="$name" '$1 == name { print $2 }' "$work/runs" | sort -n |
    awk -v name="$name" '{ value[NR] = $1 } END { printf "%s: median %d ms of %d runs\n", name, value[int((NR + 1) / 2)], NR }'
done
grep -o '"stale":true' "$work/answer" || true
