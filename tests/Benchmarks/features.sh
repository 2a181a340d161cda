#!/usr/bin/env bash
# Prints N features as an import document, in the mix of a real app: on/off, rollouts, targeting, multivariate JSON.
# usage: features.sh N
set -euo pipefail
count=${1:-50}
feature() { # number
  local number=$1 type=boolean default=false rules='[]'
  case $((number % 10)) in
    0 | 1 | 2 | 3) rules='[{"force":true}]' ;;
    4 | 5 | 6) rules="[{\"force\":true,\"coverage\":0.$((number % 9 + 1)),\"hashAttribute\":\"id\"}]" ;;
    7) rules='[{"condition":{"country":{"$in":["CH","DE","FR"]},"platform":"ios"},"force":true}]' ;;
    8) rules='[{"condition":{"$or":[{"country":"US"},{"appVersion":{"$gte":"5.0.0"}}]},"force":true}]' ;;
    9)
      type=json default='{"title":"Welcome","colour":"blue","retries":3}'
      rules='[{"condition":{"country":"CH"},"force":{"title":"Willkommen","colour":"red","retries":5}},'
      rules+='{"coverage":0.5,"hashAttribute":"id","force":{"title":"Hello","colour":"green","retries":4}}]'
      ;;
  esac
  printf '{"key":"feature-%05d","type":"%s","defaultValue":%s,"environments":{"production":{"enabled":true,"rules":%s}}}' \
    "$number" "$type" "$default" "$rules"
}

printf '{"features":['
for ((number = 0; number < count; number++)); do
  ((number == 0)) || printf ','
  feature "$number"
done
printf ']}\n'
