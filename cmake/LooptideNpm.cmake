# SPDX-FileCopyrightText: 2026 The Looptide authors
# SPDX-License-Identifier: GPL-3.0-or-later

# npm packages that the product carries are never committed: each folder that wants some has a
# package.json and a package-lock.json with integrity hashes, and the build runs `npm ci` there.
# What was fetched once stays in the person's cache folder, so that the next clean build needs no
# network.
find_program(LOOPTIDE_BUILD_NODE node REQUIRED DOC "Node.js that runs npm while building")

if(DEFINED ENV{XDG_CACHE_HOME})
    set(looptide_cache "$ENV{XDG_CACHE_HOME}/looptide")
elseif(WIN32)
    cmake_path(SET looptide_cache NORMALIZE "$ENV{LOCALAPPDATA}/looptide/cache")
else()
    set(looptide_cache "$ENV{HOME}/.cache/looptide")
endif()
set(LOOPTIDE_NPM_CACHE "${looptide_cache}" CACHE PATH "Where fetched npm packages are kept")

# The npm that is bundled with the product; installed by the target looptide_npm.
set(LOOPTIDE_NPM_CLI ${LOOPTIDE_SHARE_DIR}/npm/bin/npm-cli.js)

# looptide_npm_ci(NAME SOURCE_DIR dir OUTPUT dir [BOOTSTRAP] [ARGS npm-arg...] [DEPENDS target...])
# Adds the target NAME: OUTPUT/node_modules is what `npm ci` makes of SOURCE_DIR/package-lock.json
# (no install scripts are run). It is made again when package.json or package-lock.json change.
# Sets NAME_STAMP in the caller's scope: a file to depend on that is newer than the packages.
# BOOTSTRAP is for npm itself: it is fetched through corepack instead of being there already.
function(looptide_npm_ci name)
    cmake_parse_arguments(ARG "BOOTSTRAP" "SOURCE_DIR;OUTPUT" "ARGS;DEPENDS" ${ARGN})
    set(script ${PROJECT_SOURCE_DIR}/resources/npm/npm-ci.mjs)
    set(stamp ${ARG_OUTPUT}.stamp)
    if(NOT ARG_BOOTSTRAP)
        set(npm --npm ${LOOPTIDE_NPM_CLI})
        list(APPEND ARG_DEPENDS ${LOOPTIDE_NPM_CLI} looptide_npm)
    endif()
    add_custom_command(OUTPUT ${stamp}
        COMMAND ${LOOPTIDE_BUILD_NODE} ${script} --source ${ARG_SOURCE_DIR} --output ${ARG_OUTPUT}
            --cache ${LOOPTIDE_NPM_CACHE} ${npm} -- ${ARG_ARGS}
        COMMAND ${CMAKE_COMMAND} -E touch ${stamp}
        DEPENDS ${ARG_SOURCE_DIR}/package.json ${ARG_SOURCE_DIR}/package-lock.json ${script}
            ${ARG_DEPENDS}
        COMMENT "Installing the npm packages of ${name}"
        VERBATIM)
    add_custom_target(${name} ALL DEPENDS ${stamp})
    set(${name}_STAMP ${stamp} PARENT_SCOPE)
endfunction()
