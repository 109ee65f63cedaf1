// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What connects the server console to the composer and to HAR files.
#include "panels/common/displaytext.h"
#include "panels/serverconsole/composer/composer.h"
#include "panels/serverconsole/exchangedetails.h"
#include "panels/serverconsole/har/har.h"
#include "panels/serverconsole/load/loaddialog.h"
#include "panels/serverconsole/serverconsolemodel.h"
#include "panels/serverconsole/serverconsolepanel.h"
#include "panels/serverconsole/serverconsoleproxy.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QMessageBox>
#include <QSaveFile>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>

namespace looptide::panels {

using trace::HttpExchange;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestHar = qint64 { 256 } << 20;
constexpr int mostExported = 100'000;
constexpr quint64 rowsLookedAt = 2000;
constexpr qsizetype mostUrls = 100;

} // namespace

void ServerConsolePanel::setupComposer()
{
    m_composer = new Composer(m_splitter);
    m_composer->hide();
    m_splitter->addWidget(m_composer);
    m_splitter->setStretchFactor(2, 3);
    connect(m_composer, &Composer::closeRequested, this, [this] { showComposer(false); });
    connect(m_details, &ExchangeDetails::sendRequested, this,
            [this] { compose(m_details->exchange(), true); });
    connect(m_details, &ExchangeDetails::editRequested, this,
            [this] { compose(m_details->exchange(), false); });
}

void ServerConsolePanel::setFolder(const QString &folder)
{
    m_composer->setFolder(folder);
}

void ServerConsolePanel::showComposer(bool visible)
{
    if (visible)
        m_composer->setUrls(knownUrls());
    m_composer->setVisible(visible);
    arrangeLists();
    updatePage();
    updateDetails();
    if (!visible)
        m_table->setFocus();
}

// Where there is no room for both, the composer takes the place of the list.
void ServerConsolePanel::arrangeLists()
{
    constexpr int widthForBoth = 760;
    constexpr int heightForBoth = 520;
    const bool hasRoom = m_splitter->orientation() == Qt::Horizontal ? width() >= widthForBoth
                                                                     : height() >= heightForBoth;
    m_lists->setVisible(hasRoom || !m_composer->isVisibleTo(m_splitter));
}

void ServerConsolePanel::compose(const HttpExchange &exchange, bool sends)
{
    m_composer->setDraft(models::draftOf(exchange, originOf(exchange)));
    showComposer(true);
    const bool isCut = exchange.requestBytes > exchange.requestBody.size();
    if (isCut) {
        m_composer->setNote(exchange.requestBody.isEmpty()
                                ? tr("The body of this request was not recorded.")
                                : tr("Only the beginning of the body was recorded."));
    } else if (exchange.isBrief) {
        m_composer->setNote(tr("The headers of this request were not recorded."));
    }
    if (sends && !isCut)
        m_composer->send();
    m_composer->focusUrl();
}

void ServerConsolePanel::openLoad(const HttpExchange &exchange)
{
    auto *dialog = new LoadDialog(models::draftOf(exchange, originOf(exchange)), m_loop, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

// A request of the user's own to the running server. What is being written stays.
void ServerConsolePanel::composeFor(const QString &path)
{
    if (m_composer->draft().url.isEmpty()) {
        models::RequestDraft draft;
        const QList<QUrl> known = urls();
        if (!known.isEmpty())
            draft.url = known.first().resolved(QUrl(path)).toString();
        m_composer->setDraft(draft);
    }
    showComposer(true);
    m_composer->focusUrl();
}

QStringList ServerConsolePanel::knownUrls() const
{
    QStringList known;
    for (const QUrl &url : urls())
        known.append(url.toString());
    const models::RequestLog &log = m_model->log();
    const quint64 begin = std::max(log.first(), log.end() - std::min(log.end(), rowsLookedAt));
    QSet<QString> seen(known.begin(), known.end());
    for (quint64 at = log.end(); at > begin && known.size() < mostUrls; --at) {
        if (log.row(at - 1).isMark)
            continue;
        HttpExchange exchange;
        exchange.localPort = log.row(at - 1).localPort;
        const QString url = originOf(exchange) + QString::fromUtf8(log.text(at - 1));
        if (!seen.contains(url)) {
            seen.insert(url);
            known.append(url);
        }
    }
    return known;
}

void ServerConsolePanel::addFileActions(QMenu *menu)
{
    QAction *masked = menu->addAction(tr("Export as HAR…"));
    masked->setToolTip(tr("The listed requests, without the values of secrets: Authorization, "
                          "Cookie, Set-Cookie, tokens and passwords"));
    connect(masked, &QAction::triggered, this, [this] { exportHar(models::Secrets::Masked); });
    QAction *kept = menu->addAction(tr("Export as HAR with secrets…"));
    connect(kept, &QAction::triggered, this, [this] { exportHar(models::Secrets::Kept); });
    masked->setEnabled(m_proxy->rowCount() > 0);
    kept->setEnabled(m_proxy->rowCount() > 0);
    connect(menu->addAction(tr("Import HAR…")), &QAction::triggered, this,
            &ServerConsolePanel::importHar);
}

void ServerConsolePanel::exportHar(models::Secrets secrets)
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Export as HAR"), u"requests.har"_s,
                                                      tr("HTTP archives (*.har)"));
    if (path.isEmpty())
        return;
    QList<HttpExchange> exchanges;
    for (int row = std::max(0, m_proxy->rowCount() - mostExported); row < m_proxy->rowCount();
         ++row) {
        const int source = m_proxy->mapToSource(m_proxy->index(row, 0)).row();
        if (const auto exchange = m_model->exchangeAt(source))
            exchanges.append(*exchange);
    }
    const QByteArray har =
        models::toHar(exchanges, secrets, QCoreApplication::applicationVersion());
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly)
        || !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        || file.write(har) != har.size() || !file.commit())
        QMessageBox::warning(
            this, tr("Export as HAR"),
            tr("Cannot write %1: %2").arg(models::pathText(path), file.errorString()));
}

void ServerConsolePanel::importHar()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Import HAR"), {},
                                                      tr("HTTP archives (*.har);;All files (*)"));
    if (path.isEmpty())
        return;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > largestHar) {
        QMessageBox::warning(
            this, tr("Import HAR"),
            file.isOpen()
                ? tr("%1 is too large to be read.").arg(models::pathText(path))
                : tr("Cannot read %1: %2").arg(models::pathText(path), file.errorString()));
        return;
    }
    const models::ReadHar read = models::readHar(file.readAll());
    if (!read.isHar || read.exchanges.isEmpty()) {
        QMessageBox::warning(this, tr("Import HAR"),
                             read.isHar
                                 ? tr("%1 has no requests.").arg(models::pathText(path))
                                 : tr("%1 is not an HTTP archive.").arg(models::pathText(path)));
        return;
    }
    m_model->addImported(tr("From %1").arg(QFileInfo(path).fileName()), read.exchanges);
    if (read.malformed != 0)
        QMessageBox::information(this, tr("Import HAR"),
                                 tr("Entries that could not be read: %1").arg(read.malformed));
}

} // namespace looptide::panels
