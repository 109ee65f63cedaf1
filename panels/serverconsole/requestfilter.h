// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/serverconsole/serverconsoleproxy.h"

#include <QList>
#include <QObject>

class QComboBox;
class QLineEdit;
class QWidget;

namespace looptide::models {
class ServerConsoleModel;
}

namespace looptide::panels {

class FilterChip;

// The tools by which a user chooses which requests are listed: a text, a method and chips for the
// status. The panel lays them out. The text also finds methods and states, so that the two others
// may be hidden where there is no room.
class RequestFilter : public QObject
{
    Q_OBJECT
public:
    // The widgets become children of bar. requests: what the text can be completed with; may be
    // null.
    explicit RequestFilter(QWidget *bar, const models::ServerConsoleModel *requests = nullptr);

    // Shows under the text what cannot be understood.
    void setMistakes(const QStringList &mistakes);

    QLineEdit *text() const { return m_text; }
    QComboBox *method() const { return m_method; }
    QWidget *chips() const { return m_chips; }

    models::ServerConsoleProxy::Filter filter() const;
    bool usesMethod() const;
    bool usesChips() const;
    void clear();

Q_SIGNALS:
    void changed();

private:
    void setupText(const models::ServerConsoleModel *requests);
    void setupMethod();
    void setupChips();
    FilterChip *addChip(FilterChip *chip, const QString &toolTip);

    QLineEdit *m_text;
    QComboBox *m_method;
    QWidget *m_chips;
    QList<FilterChip *> m_statusChips; // 2xx, 3xx, 4xx, 5xx
    FilterChip *m_errorsChip = nullptr;
};

} // namespace looptide::panels
