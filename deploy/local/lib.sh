# What ./run, ./test and .ci/run share. Sourced, from the root of the checkout.
# shellcheck shell=bash

# What dotnet and others print is parsed here, so it must not depend on the user's language.
export DOTNET_CLI_UI_LANGUAGE=en LC_ALL=C.UTF-8

say() { printf '%s\n' "$*"; }
complain() { printf '%s\n' "$*" >&2; }
fail() {
    complain "$*"
    exit 1
}

# The comment on top of a script, which is its help.
usage() { sed -n -e '2,/^[^#]/s/^#$//p' -e '2,/^[^#]/s/^# //p' "$1"; }

# Makes sure that a command is there, installing Debian's package for it when it is not.
need() {
    local command=$1
    shift
    if command -v "$command" >/dev/null; then
        return 0
    fi
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || fail "\"$command\" is missing: run \"apt-get install $*\" as root."
        as_root=(sudo)
    fi
    command -v apt-get >/dev/null || fail "\"$command\" is missing, and there is no apt-get to install it with."
    complain "\"$command\" is missing: installing Debian's $*."
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq >&2
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2
}

need_dotnet() {
    command -v dotnet >/dev/null || fail "The .NET 10 SDK is missing: see https://dotnet.microsoft.com/download."
    dotnet --version >/dev/null 2>&1 || fail "The .NET SDK that global.json names is missing: this machine has $(dotnet --list-sdks | tr '\n' ' ')"
}

# Prints errors and nothing else: "dotnet build" asks for a summary of its own, whatever its options say.
build_project() {
    dotnet msbuild "$1" -restore -property:Configuration=Release -verbosity:quiet -nologo -terminalLogger:off \
        "-consoleLoggerParameters:ErrorsOnly;NoSummary" 9>&-
}

# One such command at a time in a checkout. The lock goes with the process, so none is ever left behind; what outlives
# the command (a compiler server, a database) is started with 9>&-, or it would keep the lock.
only_one() {
    mkdir -p .local
    exec 9>".local/$1.lock"
    flock --nonblock 9 || fail "Another ./$1 runs in this checkout already: stop it first."
}

is_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# The wanted port, or the next one that is free.
free_port() {
    local port=$1
    while is_taken "$port"; do port=$((port + 1)); done
    say "$port"
}
