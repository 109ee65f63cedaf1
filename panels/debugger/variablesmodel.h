// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/debugger/valuetreemodel.h"

namespace looptide::models {

// The variables of the frame that is shown: its scopes, `this`, and the exception or the return
// value of the pause.
class VariablesModel : public ValueTreeModel
{
    Q_OBJECT
public:
    explicit VariablesModel(inspector::DebugSession *session, QObject *parent = nullptr);

private:
    void refill();
    static QString scopeText(const inspector::Scope &scope);
};

} // namespace looptide::models
