# SPDX-FileCopyrightText: 2026 The Looptide authors
# SPDX-License-Identifier: GPL-3.0-or-later

# looptide_add_test(tst_name LIBRARIES lib... LABELS unit|gui|node|slow... [SOURCES more.cpp...])
# One executable a test, from tst_name.cpp beside the list file. GUI tests run offscreen. A test sees
# the same bin and share folders as the product, because it is built into the same bin folder.
function(looptide_add_test name)
    cmake_parse_arguments(ARG "" "" "LIBRARIES;LABELS;SOURCES" ${ARGN})
    add_executable(${name} ${name}.cpp ${ARG_SOURCES})
    looptide_configure_target(${name})
    # A test has one class, in its source file. Automoc would take four steps for it.
    set_target_properties(${name} PROPERTIES AUTOMOC OFF AUTORCC OFF)
    qt_generate_moc(${name}.cpp ${CMAKE_CURRENT_BINARY_DIR}/${name}.moc TARGET ${name})
    target_sources(${name} PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/${name}.moc)
    target_include_directories(${name} PRIVATE ${CMAKE_CURRENT_BINARY_DIR})
    target_link_libraries(${name} PRIVATE Qt6::Test ${ARG_LIBRARIES})
    if(gui IN_LIST ARG_LABELS)
        looptide_precompile(${name} widgets)
    else()
        looptide_precompile(${name} core)
    endif()
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES
        LABELS "${ARG_LABELS}"
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;QT_FATAL_CRITICALS=1;LC_ALL=C.UTF-8")
endfunction()
