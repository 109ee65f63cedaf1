# SPDX-FileCopyrightText: 2026 The Looptide authors
# SPDX-License-Identifier: GPL-3.0-or-later

# Every target of the project gets the same language rules; includes are written from the root
# ("runtime/core/record.h"), so that a file's place is visible where it is used.
function(looptide_configure_target target)
    target_compile_definitions(${target} PRIVATE
        QT_NO_CAST_FROM_ASCII QT_NO_CONTEXTLESS_CONNECT QT_NO_FOREACH QT_NO_KEYWORDS)
    target_compile_options(${target} PRIVATE -Wall -Wextra)
    if(LOOPTIDE_WERROR)
        target_compile_options(${target} PRIVATE -Werror)
    endif()
    target_include_directories(${target} PUBLIC ${CMAKE_SOURCE_DIR})
endfunction()

function(looptide_add_library target)
    add_library(${target} STATIC ${ARGN})
    looptide_configure_target(${target})
endfunction()
