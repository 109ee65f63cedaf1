// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QList>

#include <functional>

class QLineEdit;
class QListWidget;

namespace looptide::editor {

struct Choice
{
    QString text;
    /// Behind the text, in grey.
    QString detail;
    /// Steps to the right, in an outline.
    int depth = 0;
    std::function<void()> choose;
    /// While the row is the current one.
    std::function<void()> preview {};
};

/// A list to choose from, with a field that filters it: symbols, places, actions. Closes when
/// something is chosen or the user clicks elsewhere.
class ChoicePopup : public QFrame
{
    Q_OBJECT

public:
    explicit ChoicePopup(QWidget *window);

    /// At the top of the window; with `at`, below that place of the screen.
    void open(const QString &title, const QList<Choice> &choices, int current = 0,
              std::optional<QPoint> at = {});
    QStringList shownTexts() const;

Q_SIGNALS:
    /// Nothing was chosen.
    void cancelled();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void refresh();
    void chooseCurrent();
    void previewCurrent();
    void place(std::optional<QPoint> at);

    QWidget *m_window;
    QLineEdit *m_field;
    QListWidget *m_list;
    QList<Choice> m_choices;
    bool m_isChosen = false;
};

} // namespace looptide::editor
