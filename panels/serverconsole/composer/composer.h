// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/serverconsole/composer/requestdraft.h"
#include "panels/serverconsole/composer/requestsender.h"

#include <QScrollArea>
#include <QUrl>

class QBoxLayout;
class QComboBox;
class QLabel;
class QLayout;
class QLineEdit;
class QMenu;
class QPlainTextEdit;
class QPushButton;
class QStringListModel;
class QTabWidget;
class QToolButton;

namespace looptide::panels {

class BodyView;

// Where the user writes a request, sends it, and reads the response. Requests are kept in .http
// files of the project.
class Composer : public QScrollArea
{
    Q_OBJECT
public:
    explicit Composer(QWidget *parent = nullptr);

    // The folder with the .http files; empty: none.
    void setFolder(const QString &folder) { m_folder = folder; }
    // URLs that can be chosen: of the running server, and of recorded requests.
    void setUrls(const QStringList &urls);
    void setDraft(const models::RequestDraft &draft);
    models::RequestDraft draft() const;
    // Shown beside the request until the next one.
    void setNote(const QString &note);
    void send();
    void focusUrl();

    // Lists the requests of the .http files.
    void fillFilesMenu(QMenu *menu);
    // Writes the request into the file that it came from, or into requests.http. Returns an error
    // for the user; empty: it is saved.
    QString save();
    // Reads a curl command into the fields. Returns an error for the user.
    QString paste(const QString &curl);
    QString statusText() const; // for tests
    BodyView *responseBody() const { return m_responseBody; }

Q_SIGNALS:
    void closeRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QLayout *makeRequestRow();
    QLayout *makeToolRow();
    QWidget *makeRequestTabs();
    QWidget *makeResponse();
    QToolButton *addTool(QLayout *row, const QString &icon, const QString &toolTip);
    void setupShortcuts();
    void openFile(const QString &path, int index);
    void showResponse(const models::RequestSender::Response &response);
    void showSending(bool isSending);
    void report(const QString &error);
    void fillCopyMenu(QMenu *menu);

    models::RequestSender m_sender;
    QString m_folder;
    QString m_file; // from which the request came
    QBoxLayout *m_halves; // request and response
    QComboBox *m_method;
    QLineEdit *m_url;
    QLineEdit *m_name;
    QPushButton *m_send;
    QStringListModel *m_urls;
    QTabWidget *m_requestTabs;
    QPlainTextEdit *m_headers;
    QPlainTextEdit *m_body;
    QByteArray m_binaryBody; // a body that is not text; it is sent as long as m_body is not edited
    QLabel *m_status;
    QTabWidget *m_responseTabs;
    BodyView *m_responseBody;
    QPlainTextEdit *m_responseHeaders;
};

// The .http files of a folder, without those of packages and hidden folders. At most 200.
QStringList httpFilesIn(const QString &folder);

} // namespace looptide::panels
