// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QWidget;

namespace looptide::panels {

// Keeps the text of a field readable whose background a library changes: QTermWidget's field turns
// light red, in a dark theme too, when it finds nothing.
//
// Owned by the field. Main thread only.
class ReadableField : public QObject
{
    Q_OBJECT

public:
    explicit ReadableField(QWidget *field);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void adapt();

    QWidget *m_field;
};

} // namespace looptide::panels
