// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/language/completionmodel.h"

#include <QFrame>

class QListView;

namespace looptide::editor {

class InfoPopup;

/// The list of a completion below the caret, with a description of the current item beside it. The
/// keyboard stays with the text.
class CompletionPopup : public QFrame
{
    Q_OBJECT

public:
    explicit CompletionPopup(QWidget *parent);

    CompletionModel *model() const { return m_model; }
    /// Shows what the model has; the rectangle of the screen is that of the word.
    void showAt(const QRect &word);
    void setCodeFont(const QFont &font);
    int currentRow() const;
    void selectRow(int row);
    void moveBy(int rows);
    void showDescription(const QString &markdown);
    QString description() const;

Q_SIGNALS:
    void currentChanged();
    void accepted();

protected:
    void hideEvent(QHideEvent *event) override;

private:
    void fit();

    CompletionModel *m_model;
    QListView *m_list;
    InfoPopup *m_info;
    QRect m_word;
};

} // namespace looptide::editor
