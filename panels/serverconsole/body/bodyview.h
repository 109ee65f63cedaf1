// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/serverconsole/body/bodydecoder.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QScrollArea;
class QStackedWidget;
class QTreeWidget;

namespace looptide::panels {

// A body as a tree of JSON, indented, as fields of a form, as an image, as it was sent, or as hex.
// Everything in it comes from the network and is shown as plain text.
class BodyView : public QWidget
{
    Q_OBJECT
public:
    explicit BodyView(const QString &accessibleName, QWidget *parent = nullptr);

    // size: of the whole body as sent, -1 when unknown.
    void setBody(const QByteArray &body, qint64 size, const trace::HttpHeaders &headers);
    // Shows why there is no body.
    void setExplanation(const QString &text);
    // The decoded text of the body, for the clipboard.
    QString text() const;
    QString shownText() const; // for tests

private:
    enum class Mode { Tree, Pretty, Fields, Events, Image, Text, Hex };

    void offer(const QList<Mode> &modes);
    void show(Mode mode);
    void showText(const QString &text, bool wraps);
    void showTree();
    void showFields();
    void showEvents();
    void showImage();
    QString note(qint64 size) const;
    static QString nameOf(Mode mode);

    models::DecodedBody m_decoded;
    QByteArray m_body;
    trace::HttpHeaders m_headers;
    QComboBox *m_mode;
    QLabel *m_note;
    QStackedWidget *m_pages;
    QPlainTextEdit *m_text;
    QTreeWidget *m_tree;
    QScrollArea *m_imageArea;
    QLabel *m_image;
    QLabel *m_explanation;
};

} // namespace looptide::panels
