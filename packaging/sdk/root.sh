# shellcheck shell=bash
# SPDX-FileCopyrightText: 2026 The Looptide authors
# SPDX-License-Identifier: GPL-3.0-or-later

# shellcheck disable=SC2154 # sdk_scripts and cache are set by ./dev

# Makes the SDK: a root file system of Debian $suite in the cache folder, under a name with the hash
# of its package list and of everything in this file that shapes it. It is made under a temporary
# name and renamed when whole, so that a root with its final name is always complete.

suite=forky
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
needed_megabytes=3000

# root_packages NAME: `build` is the SDK itself; `bench` and `tools` add a list of their own to it.
root_packages() {
    local lists=("$sdk_scripts/packages.txt")
    if [[ $1 != build ]]; then lists+=("$sdk_scripts/$1-packages.txt"); fi
    sed -e 's/#.*//' -e 's/[[:space:]]//g' -e '/^$/d' "${lists[@]}" | LC_ALL=C sort -u
}

root_path() {
    local hash
    hash=$({ root_packages "$1"; recipe; dpkg --print-architecture 2>/dev/null || uname -m; } |
        sha256sum | cut -c1-12)
    printf '%s/sdk-%s\n' "$cache" "$hash"
}

# Arguments for mmdebstrap that shape the root, one a line: part of the hash.
# Left out of it are manuals, which nobody reads there; licences stay.
recipe() {
    cat <<'RECIPE'
--variant=apt
--dpkgopt=path-exclude=/usr/share/man/*
--dpkgopt=path-exclude=/usr/share/info/*
--dpkgopt=path-exclude=/usr/share/doc/*
--dpkgopt=path-include=/usr/share/doc/*/copyright
--dpkgopt=path-exclude=/usr/share/lintian/*
--customize-hook=for f in hostname hosts localtime machine-id resolv.conf timezone; do rm -f "$1/etc/$f"; : >"$1/etc/$f"; done
--customize-hook=mkdir -p "$1/usr/share/fonts/host" "$1/usr/local/share/fonts/host" "$1/usr/share/fontconfig-cache"
--customize-hook=sed -i 's|<cachedir>/var/cache/fontconfig</cachedir>|<cachedir>/usr/share/fontconfig-cache</cachedir>|' "$1/etc/fonts/fonts.conf"
--customize-hook=chroot "$1" fc-cache --system-only
RECIPE
}

# ensure_root NAME: sets $root to a complete root, made now if need be.
ensure_root() {
    local packages
    root=$(root_path "$1")
    if [[ -d $root ]] && command -v bwrap >/dev/null; then return; fi

    ensure_host_tools
    mkdir -p "$cache" || die "The cache folder $cache cannot be made."
    exec 9>"$cache/sdk.lock"
    if ! flock --nonblock 9; then
        say "Another ./dev is preparing the SDK; waiting for it."
        flock 9
    fi
    if [[ ! -d $root ]]; then
        remove_leftovers
        check_disk_space
        packages=$(root_packages "$1" | paste -sd,)
        say "Preparing the SDK, a Debian $suite with $(root_packages "$1" | wc -l) packages and what they need."
        say "This happens once: about two minutes, 1.5 GB in $root"
        make_root "$root.part" "$packages"
        mv "$root.part" "$root"
        say "The SDK is ready."
    fi
    exec 9>&-
}

make_root() {
    local mirror=${LOOPTIDE_MIRROR:-} log=$cache/sdk.log
    if [[ -z $mirror ]]; then mirror=$(apt_mirror /etc/apt); fi
    if [[ -z $mirror ]]; then
        die "No Debian archive found in this machine's apt configuration (/etc/apt)." \
            "Name one in the environment variable LOOPTIDE_MIRROR."
    fi
    if run_mmdebstrap "$1" "$2" "$mirror" "$log"; then return; fi
    if grep -q '^E: Release file for .* is expired' "$log"; then
        say "The mirror's list of packages is past its date. Its signature is still checked; going on with it."
        remove_leftovers
        if run_mmdebstrap "$1" "$2" "$mirror" "$log" --aptopt='Acquire::Check-Valid-Until "false"'; then
            return
        fi
    fi
    remove_leftovers
    explain_failure "$log" "$mirror"
}

# In namespaces of its own, so that whatever ends it also ends its mounts and processes. An ordinary
# user becomes root in there, with the further ids that /etc/subuid grants.
run_mmdebstrap() {
    local target=$1 packages=$2 mirror=$3 log=$4 arguments option value
    shift 4
    mapfile -t arguments < <(recipe)
    for option in Acquire::http::Proxy Acquire::https::Proxy Acquire::https::CaInfo; do
        value=$(apt-config dump --format '%v' "$option")
        if [[ -n $value ]]; then arguments+=("--aptopt=$option \"$value\""); fi
    done
    if [[ -r $keyring ]]; then mirror="[signed-by=$keyring] $mirror"; fi
    "${as_root[@]}" env LC_ALL=C TMPDIR=/tmp mmdebstrap --mode=root --verbose "${arguments[@]}" "$@" \
        --include="$packages" "$suite" "$target" "deb $mirror $suite main" </dev/null 2>&1 |
        tee "$log" | show_progress
    return "${PIPESTATUS[0]}"
}

show_progress() {
    awk -v terminal="$([[ -t 2 ]] && echo 1)" '
        function show(text) {
            if (terminal) printf "\r\033[Klooptide:   %s", text
            else if (text != last) print "looptide:   " text
            last = text
            fflush()
        }
        function step(verb, count,    percent) {
            percent = int(count * 5 / (total * 1.0001)) * 20
            if (terminal) percent = int(count * 100 / total)
            show(verb " packages: " percent " %")
        }
        /^I: running apt-get update/ { show("fetching the list of packages") }
        /^I: extracting archives/ { show("unpacking the base system") }
        /^I: installing remaining packages/ { rest = 1 }
        !rest { next }
        /newly installed/ { total = $3 }
        /^Get:/ { step("downloading", fetched++) }
        /^Unpacking / { step("unpacking", unpacked++) }
        /^Setting up / && unpacked > total * 0.9 { step("setting up", configured++) }
        END { if (terminal) printf "\r\033[K" }' >&2
}

explain_failure() {
    local log=$1 mirror=$2
    if grep -q 'No space left on device' "$log"; then
        die "The disk is full: the SDK needs $needed_megabytes MB in $cache and some in /tmp."
    elif grep -qE 'Could not resolve|Temporary failure resolving|Could not connect|Unable to connect|Connection (refused|timed out|failed)|Network is unreachable' "$log"; then
        die "The Debian archive at $mirror could not be reached." \
            "Check the network (and the proxy in apt's configuration), or name another archive in LOOPTIDE_MIRROR."
    elif grep -qE "404 +Not Found|does not have a Release file" "$log"; then
        die "The archive at $mirror has no (complete) Debian $suite." \
            "Name another one in LOOPTIDE_MIRROR."
    elif grep -qE 'NO_PUBKEY|is not signed|invalid signature|BADSIG' "$log"; then
        die "The archive's signature could not be checked: $(grep -E -m1 'NO_PUBKEY|is not signed|invalid signature|BADSIG' "$log")" \
            "A newer package debian-archive-keyring may help."
    fi
    tail -n 15 "$log" >&2
    die "The SDK could not be made. The lines above are the end of $log"
}

# What an interrupted run has left. Callers hold the lock.
remove_leftovers() {
    local part
    for part in "$cache"/sdk-*.part; do
        if [[ -d $part ]]; then remove_root "$part"; fi
    done
}

# Some folders in a root belong to its own users, so this needs the same rights as making it.
remove_root() {
    "${as_root[@]}" rm -rf --one-file-system -- "$1"
}

check_disk_space() {
    local free
    free=$(($(df --output=avail -k "$cache" | tail -n 1) / 1024))
    if ((free < needed_megabytes)); then
        die "Not enough disk space: the SDK needs $needed_megabytes MB in $cache, and $free MB are free." \
            "Another folder can be named in XDG_CACHE_HOME."
    fi
}

# mmdebstrap makes the root, bubblewrap enters it; both come from the host's own distribution.
ensure_host_tools() {
    local tool packages=()
    local -A package_of=([mmdebstrap]=mmdebstrap [bwrap]=bubblewrap [newuidmap]=uidmap [mount]=mount)
    for tool in mmdebstrap bwrap mount newuidmap; do
        if [[ $tool == newuidmap && $EUID == 0 ]]; then continue; fi
        if ! command -v "$tool" >/dev/null; then packages+=("${package_of[$tool]}"); fi
    done
    if ((${#packages[@]})); then install_host_packages "${packages[@]}"; fi
    ensure_namespaces
}

install_host_packages() {
    local sudo=()
    if ! command -v apt-get >/dev/null; then
        die "This machine has no apt-get, so the SDK cannot be made here: it needs $*." \
            "With the tools and libraries of packaging/sdk/packages.txt installed, ./dev --native VERB works without it."
    fi
    if ((EUID != 0)); then
        if ! command -v sudo >/dev/null; then
            die "The packages $* are missing, and there is no sudo. As root: apt-get install $*"
        fi
        sudo=(sudo)
        if [[ ! -t 0 ]]; then sudo+=(--non-interactive); fi
    fi
    say "Installing ${*} with apt-get${sudo:+ and sudo}."
    if ! "${sudo[@]}" apt-get update --quiet --quiet >&2 ||
        ! "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive \
            apt-get install --yes --quiet --quiet --no-install-recommends "$@" >&2; then
        die "The packages $* could not be installed. As root: apt-get install $*"
    fi
}

# Sets $as_root: the words before a command that is to act as root on roots.
set_as_root() {
    as_root=(unshare --mount --pid --fork --kill-child)
    if ((EUID != 0)); then as_root+=(--user --map-root-user --map-auto); fi
}

ensure_namespaces() {
    set_as_root
    if ((EUID != 0)) && ! grep -qE "^($(id -un)|$EUID):" /etc/subuid 2>/dev/null; then
        die "The user $(id -un) has no further user ids, which the users of the SDK's own files need." \
            "As root: usermod --add-subuids 100000-165535 --add-subgids 100000-165535 $(id -un)"
    fi
    # The first check is for unshare's sake: where it fails, --map-auto leaves a process behind.
    if ! { ((EUID == 0)) || unshare --user true; } 2>/dev/null || ! "${as_root[@]}" true 2>/dev/null; then
        die "This machine does not let $(id -un) make namespaces, which the SDK is made and entered with." \
            "In a container, start it with the right to. Elsewhere root can allow it with one of:" \
            "  sysctl user.max_user_namespaces=10000" \
            "  sysctl kernel.unprivileged_userns_clone=1" \
            "  sysctl kernel.apparmor_restrict_unprivileged_userns=0"
    fi
}
