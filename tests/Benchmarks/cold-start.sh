#!/usr/bin/env bash
# Measures how soon a gateway answers from its disk copy alone: no silo and no PostgreSQL to be reached, a new process.
#
#   KEY=actors_client_... tests/Benchmarks/cold-start.sh .local/private/rulesets [runs]    from the root, after ./run ended
#
# Prints the milliseconds from the start of the process to the first right answer, run by run, and the median: of the
# gateway as it is published for this platform, as it is built, and of the raw Kestrel program, which has nothing to load.
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

case $(uname -m) in aarch64) platform=linux-arm64 ;; *) platform=linux-x64 ;; esac
dotnet publish Clients/Gateway -c Release -r "$platform" --self-contained false -o "$work/published" -v q -nologo >&2

gateway() { # program
  rm -rf "$work/copies"
  cp -r "$copies" "$work/copies"
  ConnectionStrings__Actors='Host=127.0.0.1;Port=9;Username=nobody;Database=nothing' Actors__Region=nowhere \
    Actors__Gateway__DiskCopyDirectory="$work/copies" Urls="http://127.0.0.1:$port" \
    first_answer dotnet "$1"
}

for ((number = 0; number < runs; number++)); do
  echo "published $(gateway "$work/published/Actors.Gateway.dll")"
  grep -o '"stale":true' "$work/answer" >/dev/null || { echo "It did not say that it is stale." >&2; exit 1; }
  echo "built $(gateway artifacts/bin/Gateway/release/Actors.Gateway.dll)"
  echo "raw $(first_answer dotnet artifacts/bin/Benchmarks/release/Actors.Benchmarks.dll raw "$port" "$work/body.json")"
done | tee "$work/runs"
for name in published built raw; do
  awk -v name="$name" '$1 == name { print $2 }' "$work/runs" | sort -n |
    awk -v name="$name" '{ value[NR] = $1 } END { printf "%s: median %d ms of %d runs\n", name, value[int((NR + 1) / 2)], NR }'
done
