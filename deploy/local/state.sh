# What ./run keeps in .local/, a directory a database: keys and rulesets of one mean nothing to another. Sourced.
# shellcheck shell=bash

private_state=.local/private

# host:port/database of an Npgsql connection string: its words, in any case, the last one counting.
database_of() {
    local rest=$1 host=localhost port=5432 database='' user='' word value
    local setting=$'^[; ]*([^=;]+)=("([^"]|"")*"|\'([^\']|\'\')*\'|[^;]*)'
    while [[ $rest =~ $setting ]]; do
        word=${BASH_REMATCH[1],,}
        value=$(sed -E "s/^[ \"']+//; s/[ \"']+$//" <<<"${BASH_REMATCH[2]}")
        rest=${rest:${#BASH_REMATCH[0]}}
        case ${word// /} in
            host | server) host=${value,,} ;;
            port) port=$value ;;
            database | db) database=$value ;;
            username | userid | uid) user=$value ;;
        esac
    done
    say "$host:$port/${database:-$user}"
}

# Sets "state" to the directory of the given connection string's database, or of the private server without one.
open_state() {
    local database='the private server'
    state=$private_state
    if [ -n "$1" ]; then
        database=$(database_of "$1")
        state=.local/$(printf '%s' "$database" | sha256sum | cut -c 1-12)
    fi
    mkdir -p "$state"
    say "$database" >"$state/database"
}

remove_all_state() {
    local directory found=false
    for directory in .local/*; do
        [ -f "$directory/database" ] || continue
        found=true
        if [ "$directory" = "$private_state" ]; then
            say "Removing $directory: the private PostgreSQL server, its data, the token's hash, demo keys, rulesets."
            deploy/local/postgres drop "$private_state/postgres"
        else
            say "Removing $directory: the token's hash, demo keys, rulesets of $(cat "$directory/database"), which stays."
        fi
        rm -rf "$directory"
    done
    if [ -d .local/logs ]; then
        found=true
        say "Removing .local/logs."
        rm -rf .local/logs
    fi
    $found || say "There is nothing to remove."
}
