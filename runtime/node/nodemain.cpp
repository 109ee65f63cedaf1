// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <node.h>

int main(int argc, char **argv)
{
    return node::Start(argc, argv);
}
