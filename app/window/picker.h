// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QIcon>

#include <functional>

class QLineEdit;
class QListWidget;

namespace looptide::app {

struct PickerItem
{
    QString text;
    QString detail; // shown muted at the right: a folder, a shortcut
    QIcon icon;
    std::function<void()> pick;
};

// A field with a list below it, over the top of the window: the user types a few letters and
// presses Enter. Go to File and the command palette use it.
class Picker : public QFrame
{
    Q_OBJECT
public:
    // Returns the items that match the typed text, best first.
    using Source = std::function<QList<PickerItem>(const QString &typed)>;

    explicit Picker(QWidget *window);

    void open(const QString &placeholder, Source source);
    // Call it when the source has more items.
    void refresh();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();
    void pickCurrent();

    QWidget *m_window;
    QLineEdit *m_field;
    QListWidget *m_list;
    Source m_source;
    QList<PickerItem> m_items;
};

} // namespace looptide::app
