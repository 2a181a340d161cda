#!/usr/bin/env bash
# Measures the gateway's bulk endpoint beside raw Kestrel answering a constant body of the same size, in turns, in one run.
#
#   Actors__Gateway__Limits__AddressRequestsPerSecond=0 ./run --cluster      in one terminal: a region, watched as in life
#   TOKEN=actors_admin_... tests/Benchmarks/gateway.sh [rounds] [seconds] [features]      in another, from the root
#
# Prints a table for RESULTS.md: medians over the rounds, and the gateway's figure by raw Kestrel's. Needs wrk and curl.
set -euo pipefail
gateway=${GATEWAY:-http://127.0.0.1:8080} rounds=${1:-5} seconds=${2:-6} features=${3:-50} connections=64
here=tests/Benchmarks
work=$(mktemp -d)
raw_process= polite_process=
trap 'kill $raw_process $polite_process 2>/dev/null || true; rm -rf "$work"' EXIT
command -v wrk >/dev/null || { echo "wrk makes the load: apt-get install wrk" >&2; exit 1; }

admin() { curl -sS --fail-with-body -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' "$@"; }
project=bench-$features
admin -o /dev/null "$gateway/v1/projects/$project" -X PUT -d "{\"name\":\"Benchmark\",\"environments\":[\"production\"]}"
"$here/features.sh" "$features" >"$work/features.json"
admin -o /dev/null "$gateway/v1/projects/$project/import" -d @"$work/features.json"
key=$(admin "$gateway/v1/projects/$project/environments/production/keys" -d '{"name":"benchmark","kind":"client"}' |
  sed -E 's/.*"key":"([^"]*)".*/\1/')

ask() {
  curl -sS -o "$1" -w '%{http_code}' "$gateway/ofrep/v1/evaluate/flags" -H "Authorization: Bearer $key" \
    -H 'Content-Type: application/json' -d '{"context":{"targetingKey":"user-1","country":"CH","platform":"ios"}}'
}
until [ "$(ask "$work/body.json")" = 200 ]; do sleep 0.1; done

port=${gateway##*:}
gateway_process=$(ss -Hltnp "sport = :$port" | sed -nE 's/.*pid=([0-9]+).*/\1/p' | head -n 1)
raw_port=18999 polite_port=18998
raw() { exec dotnet artifacts/bin/Benchmarks/release/Actors.Benchmarks.dll raw "$1" "$work/body.json" "${@:2}"; }
raw "$raw_port" &
raw_process=$!
# The same with the headers that a config answer cannot do without: what is above it is ours.
raw "$polite_port" 'Cache-Control: no-store' 'ETag: "0123456789abcdef0123456789abcdef"' \
  'X-Content-Type-Options: nosniff' 'X-Frame-Options: DENY' &
polite_process=$!
for port in "$raw_port" "$polite_port"; do
  until curl -s -o /dev/null "http://127.0.0.1:$port/" -d '{}'; do sleep 0.1; done
done

ticks() { awk '{ print $14 + $15 }' "/proc/$1/stat"; }
round() { # name url process
  local before after line
  before=$(ticks "$3")
  line=$(wrk -t1 -c"$connections" -d"${seconds}s" -s "$here/config.lua" "$2" -- "$key" /ofrep/v1/evaluate/flags |
    grep '^RESULT')
  after=$(ticks "$3")
  # requests, µs, p50, p99, p99.9 in µs, bytes, errors -> requests/s, ms, CPU µs per request
  echo "$line" | awk -v name="$1" -v cpu="$(((after - before) * 10000))" '{
    printf "%s %.0f %.3f %.3f %.1f %.0f %d\n", name, $2 / ($3 / 1e6), $4 / 1000, $5 / 1000, cpu / $2, $7 / $2, $8 }'
}

# A process that still compiles its hot methods measures the compiler: up to a tenth of its time, for a minute.
compiled() { # hundredths of a second that the runtime's compiling thread has used so far; 0 when it has gone to rest
  local thread total=0
  for thread in "/proc/$1/task"/*; do
    if grep -qs '^.NET Tiered' "$thread/comm"; then
      total=$((total + $(awk '{ print $14 + $15 }' "$thread/stat" 2>/dev/null || echo 0)))
    fi
  done
  echo "$total"
}
warm_up() { # name url process
  local before number
  for ((number = 0; number < 30; number++)); do
    before=$(compiled "$3")
    round "$1" "$2" "$3" >/dev/null
    if (($(compiled "$3") - before <= seconds)); then return; fi # one hundredth
  done
  echo "$1 still compiles after $number rounds of load" >&2
}

warm_up raw "http://127.0.0.1:$raw_port" "$raw_process"
warm_up raw+headers "http://127.0.0.1:$polite_port" "$polite_process"
warm_up gateway "$gateway" "$gateway_process"
for ((number = 0; number < rounds; number++)); do
  round raw "http://127.0.0.1:$raw_port" "$raw_process"
  round raw+headers "http://127.0.0.1:$polite_port" "$polite_process"
  round gateway "$gateway" "$gateway_process"
done | tee /dev/stderr >"$work/rounds"

median() { awk -v name="$1" -v column="$2" '$1 == name { print $column }' "$work/rounds" | sort -n |
  awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'; }
echo "$(git rev-parse --short HEAD 2>/dev/null), $(nproc) cores, $features features, $rounds rounds of $seconds s," \
  "$connections connections, $(date -u +%F)"
echo "| | requests/s | p50 ms | p99 ms | CPU µs a request | bytes | errors |"
echo "|---|---|---|---|---|---|---|"
for name in raw raw+headers gateway; do
  echo "| $name | $(median $name 2) | $(median $name 3) | $(median $name 4) | $(median $name 5) | $(median $name 6) | $(median $name 7) |"
done
for yardstick in raw raw+headers; do
  awk -v name="$yardstick" -v cpu="$(median gateway 5)" -v raw="$(median "$yardstick" 5)" \
    -v rate="$(median gateway 2)" -v raw_rate="$(median "$yardstick" 2)" \
    'BEGIN { printf "gateway / %s: requests/s %.2f, CPU a request %.2f\n", name, rate / raw_rate, cpu / raw }'
done
