#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Looptide authors
# SPDX-License-Identifier: GPL-3.0-or-later

# with-display.sh CMD...: runs CMD on a virtual display of its own and ends that with it.
set -euo pipefail

# What is started here does not outlive this script, however it ends.
exec {number}< <(exec setpriv --pdeathsig TERM Xvfb -displayfd 1 -screen 0 1440x900x24 -nolisten tcp -noreset 2>/dev/null)
server=$!
trap 'kill "$server" 2>/dev/null || true' EXIT
if ! read -r -t 20 -u "$number" display; then
    echo "looptide: the virtual display (Xvfb) did not start." >&2
    exit 1
fi
unset WAYLAND_DISPLAY XAUTHORITY
DISPLAY=:$display QT_QPA_PLATFORM=xcb setpriv --pdeathsig TERM "$@"
