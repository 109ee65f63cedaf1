// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCompleter>
#include <QHash>
#include <QStringList>

class QLineEdit;
class QStringListModel;

namespace looptide::models {
class ServerConsoleModel;
}

namespace looptide::panels {

// Completes what is typed into the filter: keys of the filter language, and values that occur in
// the newest requests. Owned by the field.
class QueryCompleter : public QCompleter
{
    Q_OBJECT
public:
    // model: null: keys and fixed values only.
    QueryCompleter(QLineEdit *field, const models::ServerConsoleModel *model);

    // Values by key ("method:").
    QHash<QString, QStringList> knownValues() const;

private:
    void update(const QString &text);

    const models::ServerConsoleModel *m_model;
    QStringListModel *m_texts;
};

} // namespace looptide::panels
