#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Looptide authors
# SPDX-License-Identifier: GPL-3.0-or-later

# tst_dev.sh SOURCE-DIR: the parts of ./dev that can be checked without making an SDK.
set -uo pipefail

source_dir=$1
sdk_scripts=$source_dir/packaging/sdk
folder=$(mktemp -d)
trap 'rm -rf -- "$folder"' EXIT
cache=$folder/cache
failures=0

# What ./dev gives to the files below.
# shellcheck disable=SC2329 # they call it
die() { printf 'died: %s\n' "$*"; exit 1; }
# shellcheck disable=SC2329
say() { :; }
# shellcheck source=../../packaging/sdk/mirror.sh
. "$sdk_scripts/mirror.sh"
# shellcheck source=../../packaging/sdk/root.sh
. "$sdk_scripts/root.sh"

# is WHAT ACTUAL EXPECTED
is() {
    if [[ $2 == "$3" ]]; then
        printf 'ok: %s\n' "$1"
    else
        printf 'FAILED: %s\n  expected: %s\n  actual:   %s\n' "$1" "$3" "$2"
        failures=$((failures + 1))
    fi
}

# apt_folder: an empty apt configuration in $apt.
apt_folder() {
    apt=$folder/apt
    rm -rf "$apt"
    mkdir -p "$apt/sources.list.d"
}

apt_folder
cat >"$apt/sources.list.d/debian.sources" <<'APT'
# a comment
Types: deb deb-src
URIs: http://archive.example/debian
Suites: bookworm bookworm-updates
# a comment within
Components: main contrib
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

Types: deb
URIs: http://archive.example/debian-security
Suites: bookworm-security
Components: main
APT
is 'a deb822 file gives its archive' "$(apt_mirror "$apt")" http://archive.example/debian
is 'every suite is listed' "$(apt_sources "$apt" | sed -n 2p)" \
    'http://archive.example/debian bookworm-updates main contrib'

apt_folder
cat >"$apt/sources.list" <<'APT'
#deb http://old.example/debian bookworm main
deb cdrom:[Debian 12]/ bookworm main
deb http://security.example/debian-security bookworm-security main
deb-src http://source.example/debian bookworm main
deb [arch=amd64 signed-by=/x.gpg]  http://archive.example/debian/   bookworm   main non-free # ours
APT
is 'a one-line file gives its archive' "$(apt_mirror "$apt")" http://archive.example/debian/

apt_folder
cat >"$apt/sources.list.d/a-vendor.list" <<'APT'
deb https://packages.vendor.example/debian/12/prod bookworm main
deb https://download.vendor.example/linux/debian bookworm stable
APT
is 'a vendor alone is taken for an archive' "$(apt_mirror "$apt")" \
    https://packages.vendor.example/debian/12/prod
cat >"$apt/sources.list.d/z.sources" <<'APT'
Types: deb
URIs:
 http://archive.example/debian
 http://second.example/debian
Suites: trixie
Components: main
APT
is 'but Debian itself is preferred' "$(apt_mirror "$apt")" http://archive.example/debian

apt_folder
cat >"$apt/sources.list.d/debian.sources" <<'APT'
Enabled: no
Types: deb
URIs: http://disabled.example/debian
Suites: trixie
Components: main

Enabled: yes
Types: deb
URIs: http://enabled.example/debian
Suites: trixie
Components: main
APT
is 'a disabled source is passed over' "$(apt_mirror "$apt")" http://enabled.example/debian

apt_folder
printf '# mirrors\nhttp://near.example/debian\nhttp://far.example/debian\n' >"$folder/mirrors"
printf 'Types: deb\nURIs: mirror+file://%s\nSuites: bookworm\nComponents: main\n' "$folder/mirrors" \
    >"$apt/sources.list.d/debian.sources"
is 'a list of mirrors gives its first' "$(apt_mirror "$apt")" http://near.example/debian

apt_folder
echo 'deb http://archive.example/ubuntu noble main universe' >"$apt/sources.list"
is 'another distribution gives none' "$(apt_mirror "$apt")" ''

is 'comments are no packages' "$(root_packages build | grep -c '#\| ')" 0
is 'a larger root holds all of the build root' \
    "$(comm -23 <(root_packages build) <(root_packages tools) | wc -l)" 0
is 'a root has the same name each time' "$(root_path build)" "$(root_path build)"
first=$(root_path build)
is 'other packages give another name' "$([[ $(root_path bench) != "$first" ]] && echo yes)" yes
is 'the name is in the cache folder' "${first%/*}" "$cache"

cat >"$folder/log" <<'LOG'
E: Failed to fetch http://archive.example/debian/dists/forky/InRelease  Temporary failure resolving 'archive.example'
LOG
is 'a missing network is named' \
    "$(explain_failure "$folder/log" http://archive.example/debian | grep -c 'could not be reached')" 1
echo 'E: You do not have enough... write error: No space left on device' >"$folder/log"
is 'a full disk is named' "$(explain_failure "$folder/log" x | grep -c 'disk is full')" 1

if command -v shellcheck >/dev/null; then
    mapfile -t scripts < <(cd "$source_dir" && grep -rlE '^#!.*\b(ba)?sh\b|^# shellcheck shell' \
        dev .ci packaging tests resources --exclude-dir=node_modules)
    is 'shellcheck finds nothing' "$(cd "$source_dir" && shellcheck -x -P SCRIPTDIR "${scripts[@]}" 2>&1)" ''
fi

exit "$((failures > 0))"
