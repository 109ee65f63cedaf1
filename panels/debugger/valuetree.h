// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>
#include <QTreeView>

namespace looptide::models {
class ValueTreeModel;
}

namespace looptide::panels {

// A view of values. It keeps open what the user has opened, from one pause to the next.
class ValueTree : public QTreeView
{
    Q_OBJECT
public:
    explicit ValueTree(QWidget *parent = nullptr);

    void setValues(models::ValueTreeModel *model);
    // Opens rows whose names along the path are joined by U+001F.
    void open(const QString &path) { m_open.insert(path); }

Q_SIGNALS:
    void watchRequested(const QString &expression);
    void deleteRequested(const QModelIndex &index);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void reopen(const QModelIndex &parent, int first, int last);
    void activateRow(const QModelIndex &index);
    void copyValue(const QModelIndex &index) const;

    models::ValueTreeModel *m_values = nullptr;
    QSet<QString> m_open;
};

} // namespace looptide::panels
