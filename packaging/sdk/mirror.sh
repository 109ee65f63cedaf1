# shellcheck shell=bash
# SPDX-FileCopyrightText: 2026 The Looptide authors
# SPDX-License-Identifier: GPL-3.0-or-later

# apt_sources DIR: every enabled binary source of an apt configuration folder, from both formats, as
# lines "URI SUITE COMPONENT...", in the order apt would read them.
apt_sources() {
    local file
    for file in "$1"/sources.list "$1"/sources.list.d/*.list; do
        if [[ -r $file ]]; then one_line_sources "$file"; fi
    done
    for file in "$1"/sources.list.d/*.sources; do
        if [[ -r $file ]]; then deb822_sources "$file"; fi
    done
}

one_line_sources() {
    sed -E -e 's/#.*//' -e '/^[[:space:]]*deb[[:space:]]/!d' \
        -e 's/^[[:space:]]*deb[[:space:]]+(\[[^]]*\][[:space:]]*)?//' "$1" | awk '{ $1 = $1; print }'
}

deb822_sources() {
    awk '
        function flush_stanza(    u, s, uris, suites, nu, ns) {
            if (field["types"] ~ /(^| )deb( |$)/ && tolower(field["enabled"]) !~ /no|false|0/) {
                nu = split(field["uris"], uris, " ")
                ns = split(field["suites"], suites, " ")
                for (u = 1; u <= nu; u++)
                    for (s = 1; s <= ns; s++)
                        print uris[u], suites[s], field["components"]
            }
            delete field
        }
        /^#/ { next }
        /^[ \t]*$/ { flush_stanza(); next }
        /^[ \t]/ { $1 = $1; field[name] = field[name] " " $0; next }
        {
            name = tolower($0); sub(/:.*/, "", name)
            sub(/^[^:]*:[ \t]*/, ""); sub(/[ \t\r]+$/, "")
            field[name] = $0
        }
        END { flush_stanza() }' "$1"
}

# apt_mirror DIR: the URI of the Debian archive that this machine uses. Other vendors also call their
# suites after Debian releases, so an archive whose path ends in /debian is preferred.
apt_mirror() {
    apt_sources "$1" | awk '
        $1 !~ /^cdrom:/ && $1 !~ /security/ && / main( |$)/ &&
        $2 ~ /^(old|oldold)?stable$|^(testing|unstable|sid|bullseye|bookworm|trixie|forky|duke)$/ {
            if ($1 ~ /\/debian\/?$/ || $1 ~ /^mirror\+file:/) { print $1; found = 1; exit }
            if (!second) second = $1
        }
        END { if (!found && second) print second }' | resolve_mirror_list
}

# Cloud images name a file with a list of mirrors (mirror+file:/PATH): its first line is as good.
resolve_mirror_list() {
    local uri path
    read -r uri || return 0
    if [[ $uri == mirror+file:* ]]; then
        path=${uri#mirror+file:}
        uri=$(awk '!/^[ \t]*(#|$)/ { print $1; exit }' "$path")
    fi
    printf '%s\n' "$uri"
}
