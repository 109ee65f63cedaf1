# shellcheck shell=bash
# SPDX-FileCopyrightText: 2026 The Looptide authors
# SPDX-License-Identifier: GPL-3.0-or-later

# shellcheck disable=SC2154 # root, cache, source_dir and build_dir are set by ./dev

# enter CMD...: runs CMD in the SDK ($root, see root.sh). Programs and libraries are the SDK's,
# read-only; all else is the host's: processes, network, devices, display, home folders and every
# other folder at its own path. Returns CMD's exit code.
enter() {
    local arguments=() path
    for path in "$PWD" "$HOME" "$source_dir" "$cache"; do check_visible "$path"; done
    bind_sdk
    bind_host
    set_environment
    run_passing_signals bwrap --die-with-parent "${arguments[@]}" --chdir "$PWD" -- \
        /usr/bin/env "--default-signal=$(passed_signals ,)" "$@"
}

bind_sdk() {
    local entry
    arguments+=(--ro-bind "$root/usr" /usr --ro-bind "$root/etc" /etc)
    for entry in "$root"/{bin,sbin,lib*}; do
        if [[ -L $entry ]]; then
            arguments+=(--symlink "$(readlink "$entry")" "/${entry##*/}")
        fi
    done
}

bind_host() {
    local entry
    for entry in /*; do
        case $entry in
            /usr | /etc | /bin | /sbin | /lib | /lib[0-9x]* | /boot | /lost+found) ;;
            /dev) arguments+=(--dev-bind /dev /dev) ;;
            *)
                if [[ -L $entry ]]; then
                    arguments+=(--symlink "$(readlink "$entry")" "$entry")
                elif [[ -d $entry ]]; then
                    arguments+=(--bind-try "$entry" "$entry")
                fi
                ;;
        esac
    done
    for entry in group hostname hosts localtime machine-id passwd resolv.conf timezone; do
        arguments+=(--ro-bind-try "/etc/$entry" "/etc/$entry")
    done
    if [[ -e /etc/ssl/certs/ca-certificates.crt ]]; then
        arguments+=(--ro-bind /etc/ssl/certs /etc/ssl/certs)
    fi
    arguments+=(
        --bind-try /usr/src /usr/src
        --ro-bind-try /usr/share/fonts /usr/share/fonts/host
        --ro-bind-try /usr/local/share/fonts /usr/local/share/fonts/host
    )
}

check_visible() {
    case $(readlink -m -- "$1")/ in
        /usr/src/*) ;;
        /usr/* | /etc/* | /boot/*)
            die "$1 is in a folder that the SDK has its own of; use one outside /usr, /etc and /boot." ;;
    esac
}

# The person's own PATH comes last: programs in their home may well run, the host's are not there.
set_environment() {
    local name path=$build_dir/bin:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin:$PATH
    arguments+=(--setenv PATH "$path" --setenv LOOPTIDE_SDK "${root##*/}")
    for name in LD_LIBRARY_PATH LD_PRELOAD QT_PLUGIN_PATH QT_QPA_PLATFORM_PLUGIN_PATH GTK_PATH; do
        arguments+=(--unsetenv "$name")
    done
    if [[ -d $root-locale ]]; then arguments+=(--setenv LOCPATH "$root-locale"); fi
}

# The SDK has no locales but C.UTF-8; those that the person's environment names are made once.
ensure_locales() {
    local name
    for name in $(env | sed -nE 's/^(LANG|LC_[A-Z]+)=([A-Za-z]+_[A-Za-z]+(\.[Uu][Tt][Ff]-?8)?(@[a-z]+)?)$/\2/p' | sort -u); do
        if [[ -d $root-locale/$name ]]; then continue; fi
        mkdir -p "$root-locale"
        say "Preparing the locale $name."
        enter localedef --no-archive -i "$(sed -E 's/\.[^@]*//' <<<"$name")" -f UTF-8 "$root-locale/$name" \
            >&2 || mkdir -p "$root-locale/$name"
    done
}

# The signals that end a program are for CMD, and it alone decides what they mean; we wait for it.
# At a terminal CMD is in our process group, where Ctrl+C and Ctrl+Z reach it directly. Without one it
# gets a group of its own, so that a signal sent to ours is passed on exactly once. bwrap ignores
# them, and `env` gives CMD the defaults back, except for what our caller had ignored (nohup).
run_passing_signals() {
    local child interrupted result status='' signal passed
    read -ra passed <<<"$(passed_signals ' ')"
    for signal in "${passed[@]}"; do
        if [[ $signal != TERM && (-t 0 || -t 1 || -t 2) ]]; then
            trap 'interrupted=1' "$signal"
        else
            # shellcheck disable=SC2064 # the name is meant to be expanded now
            trap "interrupted=1; pass_signal $signal" "$signal"
        fi
    done
    if [[ ! -t 0 && ! -t 1 && ! -t 2 ]]; then set -m; fi
    (
        trap '' "${passed[@]}"
        exec "$@"
    ) <&0 &
    child=$!
    set +m
    while :; do
        interrupted=
        wait "$child" && result=0 || result=$?
        if [[ -z $status || $result != 127 ]]; then status=$result; fi
        if [[ -z $interrupted ]]; then break; fi
    done
    trap - "${passed[@]}"
    return "$status"
}

# passed_signals SEPARATOR: those that our caller did not make us ignore.
passed_signals() {
    local signal list=''
    for signal in HUP INT QUIT TERM; do
        if [[ $(trap -p "$signal") != "trap -- ''"* ]]; then list+=${list:+$1}$signal; fi
    done
    printf '%s' "$list"
}

# bwrap's only child is CMD; a signal that comes before it is there waits for it a moment. No local
# variables: one trap may interrupt another.
pass_signal() {
    for _ in {1..50}; do
        children=$(cat "/proc/$child/task/$child/children" 2>/dev/null) || return 0
        if [[ -n $children ]]; then break; fi
        sleep 0.01
    done
    # shellcheck disable=SC2086 # a list of numbers
    kill -s "$1" $children 2>/dev/null || true
}
