#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Looptide authors
# SPDX-License-Identifier: GPL-3.0-or-later

# build.sh SOURCE BUILD ENVIRONMENT product|everything [CMAKE-ARG...]: configures if need be and
# builds, with or without the tests; run by ./dev in the SDK. ENVIRONMENT names what it is built with:
# a tree made with another one is configured anew. Says nothing when there is nothing to do.
set -euo pipefail

source_dir=$1
build_dir=$2
environment=$3
scope=$4
shift 4

unset CC CXX CFLAGS CXXFLAGS LDFLAGS LIBRARY_PATH CPATH
export CCACHE_BASEDIR=$source_dir CCACHE_NOHASHDIR=1 CCACHE_MAXSIZE=${CCACHE_MAXSIZE:-3G}
export CCACHE_SLOPPINESS=pch_defines,time_macros # what it asks for with precompiled headers
if ! command -v ccache >/dev/null; then set -- "$@" -DCMAKE_CXX_COMPILER_LAUNCHER=; fi

cd "$source_dir"
exec 9>"$build_dir/.dev-lock"
if ! flock --nonblock 9; then
    echo "looptide: another ./dev is building here; waiting for it."
    flock 9
fi

wanted="$environment $* $(sha256sum <CMakePresets.json)"
if [[ ! -f $build_dir/build.ninja || "$(cat "$build_dir/.dev-configured" 2>/dev/null)" != "$wanted" ]]; then
    echo "looptide: configuring"
    cmake --fresh --log-level=NOTICE --preset dev -B "$build_dir" "$@"
    printf '%s\n' "$wanted" >"$build_dir/.dev-configured"
fi

targets=()
if [[ $scope == product ]]; then
    for folder in resources runtime editor panels app translations; do
        if [[ -f $folder/CMakeLists.txt ]]; then targets+=("$folder/all"); fi
    done
fi
if [[ $(ninja -C "$build_dir" -n "${targets[@]}") != *'no work to do'* ]]; then
    exec ninja -C "$build_dir" "${targets[@]}"
fi
