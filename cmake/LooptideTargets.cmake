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

# What is linked to a module that a program loads (looptide_probes) besides programs. Before
# looptide_precompile().
function(looptide_usable_in_module target)
    set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE ON)
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        target_compile_options(${target} PRIVATE -fno-semantic-interposition) # inlines as before
    endif()
endfunction()

# looptide_precompile(TARGET core|widgets): Qt's and the standard library's headers are most of what
# the compiler reads. Read once for all targets, the whole builds in two thirds of the time.
# Named as <...>, so that no path of this tree gets into the precompiled file and ccache finds it again
# from another clone.
function(looptide_precompile target headers)
    if(CMAKE_DISABLE_PRECOMPILE_HEADERS) # the sanitizers
        return()
    endif()
    set(owner looptide_precompiled_${headers})
    get_target_property(for_module ${target} POSITION_INDEPENDENT_CODE)
    if(for_module)
        string(APPEND owner _module)
    endif()
    if(NOT TARGET ${owner})
        file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/${owner}.cpp CONTENT "")
        add_library(${owner} OBJECT ${CMAKE_BINARY_DIR}/${owner}.cpp)
        set_target_properties(${owner} PROPERTIES AUTOMOC OFF AUTORCC OFF)
        if(for_module)
            looptide_usable_in_module(${owner})
        endif()
        looptide_configure_target(${owner})
        target_link_libraries(${owner} PRIVATE $<IF:$<STREQUAL:${headers},core>,Qt6::Core,Qt6::Widgets>)
        target_precompile_headers(${owner} PRIVATE <cmake/precompiled_${headers}.h>)
    endif()
    target_precompile_headers(${target} REUSE_FROM ${owner})
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        target_compile_options(${target} PRIVATE -fpch-preprocess) # ccache asks for it
    endif()
endfunction()
