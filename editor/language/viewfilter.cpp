// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/language/viewfilter.h"

#include "editor/codeview.h"

namespace looptide::editor {

bool moveFilter(QObject *controller, QPointer<CodeView> *current, CodeView *view)
{
    if (*current) {
        (*current)->removeEventFilter(controller);
        (*current)->disconnect(controller);
    }
    *current = view;
    if (view)
        view->installEventFilter(controller);
    return view != nullptr;
}

} // namespace looptide::editor
