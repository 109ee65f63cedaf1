// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dependencies/connection/connectiondialog.h"

#include "panels/common/displaytext.h"
#include "panels/dependencies/connection/connectiontexts.h"
#include "panels/dependencies/npmproblemtexts.h"

#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QNetworkProxyFactory>
#include <QProgressBar>
#include <QPushButton>
#include <QTreeWidget>
#include <QUrl>

namespace looptide::panels {

using models::visibleText;
using project::NpmCommand;
using Verdict = project::ConnectionReport::Verdict;

namespace {

enum Column { NameColumn, ValueColumn, SourceColumn };

// The address that stands for every registry.
QString systemProxy()
{
    const QNetworkProxyQuery query(QUrl(QStringLiteral("https://registry.example/")));
    const QList<QNetworkProxy> proxies = QNetworkProxyFactory::systemProxyForQuery(query);
    if (proxies.isEmpty() || proxies.first().type() != QNetworkProxy::HttpProxy)
        return {};
    QUrl url;
    url.setScheme(QStringLiteral("http"));
    url.setHost(proxies.first().hostName());
    url.setPort(proxies.first().port());
    return url.toString();
}

} // namespace

ConnectionDialog::ConnectionDialog(const QString &projectDir, QWidget *parent)
    : QDialog(parent), m_project(projectDir), m_systemProxy(systemProxy()),
      m_verdict(new QLabel(this)), m_progress(new QProgressBar(this)),
      m_settings(new QTreeWidget(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Network of npm"));
    setup();
    connect(&m_question, &NpmCommand::finished, this, &ConnectionDialog::showReport);
    connect(&m_correction, &NpmCommand::finished, this, [this](const NpmCommand::Result &result) {
        setBusy(false);
        if (result.outcome == NpmCommand::Outcome::Succeeded)
            QMetaObject::invokeMethod(this, &ConnectionDialog::test, Qt::QueuedConnection);
        else
            m_verdict->setText(models::textOf(result.problem));
    });
    test();
    resize(720, 420);
}

void ConnectionDialog::setup()
{
    m_verdict->setObjectName(QStringLiteral("verdict"));
    m_verdict->setTextFormat(Qt::PlainText);
    m_verdict->setWordWrap(true);
    m_verdict->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setMaximumHeight(4);
    QSizePolicy policy = m_progress->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    m_progress->setSizePolicy(policy);
    m_settings->setObjectName(QStringLiteral("npmSettings"));
    m_settings->setAccessibleName(tr("Settings that npm uses"));
    m_settings->setHeaderLabels({ tr("Setting"), tr("Value"), tr("From") });
    m_settings->setRootIsDecorated(false);
    m_settings->setUniformRowHeights(true);
    m_settings->setAllColumnsShowFocus(true);
    m_settings->header()->resizeSection(NameColumn, 200);
    m_settings->header()->resizeSection(ValueColumn, 260);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_test = buttons->addButton(tr("&Test Again"), QDialogButtonBox::ActionRole);
    m_test->setObjectName(QStringLiteral("testConnection"));
    m_correct = buttons->addButton(QString(), QDialogButtonBox::ActionRole);
    m_correct->setObjectName(QStringLiteral("correctSetting"));
    m_correct->hide();
    connect(m_test, &QPushButton::clicked, this, &ConnectionDialog::test);
    connect(m_correct, &QPushButton::clicked, this, &ConnectionDialog::correct);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_verdict);
    layout->addWidget(m_progress);
    layout->addWidget(m_settings, 1);
    layout->addWidget(buttons);
}

void ConnectionDialog::setBusy(bool busy)
{
    m_progress->setVisible(busy);
    m_test->setEnabled(!busy);
    m_correct->setEnabled(!busy);
}

void ConnectionDialog::test()
{
    m_verdict->setText(tr("Testing the connection to the registry…"));
    m_correct->hide();
    setBusy(true);
    m_question.ask(m_project, QStringLiteral("connection"),
                   { { QStringLiteral("systemProxy"), m_systemProxy } });
}

void ConnectionDialog::showReport(const NpmCommand::Result &result)
{
    setBusy(false);
    const auto report = project::parseConnectionReport(result.output);
    if (!report) {
        m_verdict->setText(models::textOf(result.problem));
        return;
    }
    m_report = *report;
    m_verdict->setText(models::verdictText(m_report));
    m_correct->setVisible(m_report.verdict == Verdict::WorksWithSystemCertificates
                          || m_report.verdict == Verdict::WorksWithSystemProxy);
    m_correct->setText(m_report.verdict == Verdict::WorksWithSystemProxy
                           ? tr("&Use the System's Proxy")
                           : tr("&Use the System's Certificates"));
    m_correct->setToolTip(tr("Writes it to .npmrc in your home folder"));
    showSettings();
}

void ConnectionDialog::showSettings()
{
    m_settings->clear();
    for (const auto &setting : m_report.settings) {
        auto *item = new QTreeWidgetItem(m_settings);
        item->setText(NameColumn, visibleText(setting.name));
        item->setText(ValueColumn,
                      setting.value.isEmpty() ? tr("not set") : visibleText(setting.value));
        item->setText(SourceColumn, models::sourceText(setting));
        for (const int column : { ValueColumn, SourceColumn })
            item->setToolTip(column, item->text(column).toHtmlEscaped());
    }
    if (!m_systemProxy.isEmpty()) {
        auto *item = new QTreeWidgetItem(m_settings);
        item->setText(NameColumn, tr("Proxy of the system"));
        item->setText(ValueColumn, m_systemProxy);
        item->setText(SourceColumn, tr("system"));
    }
}

void ConnectionDialog::correct()
{
    QStringList words { QStringLiteral("config"), QStringLiteral("set"),
                        QStringLiteral("--location=user") };
    if (m_report.verdict == Verdict::WorksWithSystemProxy)
        words += { QStringLiteral("proxy=") + m_systemProxy,
                   QStringLiteral("https-proxy=") + m_systemProxy };
    else
        words += QStringLiteral("cafile=") + m_report.certificates;
    setBusy(true);
    m_correction.start(m_project, words);
}

} // namespace looptide::panels
