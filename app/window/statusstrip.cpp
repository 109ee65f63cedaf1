// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/statusstrip.h"

#include "app/runs/runappearance.h"
#include "app/runs/runsession.h"
#include "app/window/jobindicator.h"
#include "editor/language/languagestatus.h"
#include "panels/common/displaytext.h"
#include "panels/common/icons.h"

#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <QToolButton>
#include <QUrl>

namespace looptide::app {

namespace {

QString linkTo(const QString &url)
{
    return QStringLiteral("<a href=\"%1\">%2</a>")
        .arg(url.toHtmlEscaped(), models::visibleText(url).toHtmlEscaped());
}

} // namespace

// A round light in the colour of the run's state.
class StatusStrip::StateDot : public QWidget
{
public:
    using QWidget::QWidget;

    void setColor(const QColor &color)
    {
        m_color = color;
        update();
    }

    QSize sizeHint() const override { return { 18, 16 }; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_color);
        painter.drawEllipse(QRectF(6, height() / 2.0 - 4, 8, 8));
    }

private:
    QColor m_color;
};

StatusStrip::StatusStrip(QWidget *parent) : QStatusBar(parent), m_dot(new StateDot(this))
{
    setSizeGripEnabled(false);
    m_dot->setAccessibleName(tr("Run state"));
    addWidget(m_dot);
    m_run = addLabel(tr("What runs"), tr("What runs"), false);
    m_isolated = addMode(
        tr("isolated"), QStringLiteral("isolated"),
        tr("Programs run in a process of their own: a crash in native code cannot reach the "
           "window"));
    m_restarts = addMode(tr("restarts on save"), QStringLiteral("restartsOnSave"),
                         tr("The program runs again when a file of the project is saved"));
    m_address = addLabel(tr("Address"), tr("Where the program listens: click to open it"), false);
    m_address->setTextFormat(Qt::RichText);
    m_address->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    connect(m_address, &QLabel::linkActivated, this,
            [this](const QString &link) { Q_EMIT urlActivated(QUrl(link)); });
    m_requests =
        addLabel(tr("Requests"), tr("Requests that the program received in this run"), false);
    m_branch = new QToolButton(this);
    m_branch->setObjectName(QStringLiteral("branch"));
    m_branch->setAutoRaise(true);
    m_branch->setFocusPolicy(Qt::TabFocus);
    m_branch->setIcon(panels::icon(QStringLiteral("git-branch")));
    m_branch->setIconSize(QSize(14, 14));
    m_branch->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_branch->hide();
    connect(m_branch, &QToolButton::clicked, this, &StatusStrip::branchActivated);
    addWidget(m_branch);
    m_tip = new QLabel(this);
    m_tip->setTextFormat(Qt::PlainText);
    m_tip->setForegroundRole(QPalette::PlaceholderText);
    m_tip->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_tip->setContentsMargins(12, 0, 6, 0);
    addWidget(m_tip, 1);
    m_caret = addLabel(tr("Caret position"), tr("Line and column of the caret"), true);
    m_indentation = addLabel(tr("Indentation"), tr("Indentation of the file"), true);
    m_encoding = addButton(tr("Encoding"),
                           tr("Encoding of the file: click to reopen or save it with another one"));
    m_eol = addButton(tr("Line ends"), tr("How lines of the file end: click to convert them"));
    m_language = addLabel(tr("Language"), tr("Language of the file"), true);
    m_server = addLabel(tr("Language server"), {}, true);
    m_server->setObjectName(QStringLiteral("languageServer"));
    m_server->hide();
}

QLabel *StatusStrip::addLabel(const QString &accessibleName, const QString &toolTip, bool permanent)
{
    auto *label = new QLabel(this);
    label->setAccessibleName(accessibleName);
    label->setToolTip(toolTip);
    label->setTextFormat(Qt::PlainText);
    label->setContentsMargins(6, 0, 6, 0);
    if (permanent)
        addPermanentWidget(label);
    else
        addWidget(label);
    return label;
}

QToolButton *StatusStrip::addButton(const QString &accessibleName, const QString &toolTip)
{
    auto *button = new QToolButton(this);
    button->setAccessibleName(accessibleName);
    button->setToolTip(toolTip);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setPopupMode(QToolButton::InstantPopup);
    addPermanentWidget(button);
    return button;
}

QLabel *StatusStrip::addMode(const QString &text, const QString &name, const QString &toolTip)
{
    QLabel *label = addLabel(text, toolTip, false);
    label->setObjectName(name);
    label->setText(text);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->hide();
    return label;
}

void StatusStrip::setJobs(core::JobList *jobs)
{
    addPermanentWidget(new JobIndicator(jobs, this));
}

void StatusStrip::setRun(const RunSession &session)
{
    m_dot->setColor(runColor(session));
    m_run->setText(runStateText(session));
}

void StatusStrip::setModes(bool isIsolated, bool restartsOnSave)
{
    m_isolated->setVisible(isIsolated);
    m_restarts->setVisible(restartsOnSave);
}

void StatusStrip::setDocumentMenus(QMenu *encodings, QMenu *lineEnds)
{
    m_encoding->setMenu(encodings);
    m_eol->setMenu(lineEnds);
}

void StatusStrip::setBranch(const QString &text, const QString &toolTip)
{
    constexpr int widest = 24; // letters
    m_branch->setText(m_branch->fontMetrics().elidedText(
        text, Qt::ElideMiddle, widest * m_branch->fontMetrics().averageCharWidth()));
    m_branch->setToolTip(toolTip.toHtmlEscaped());
    m_branch->setAccessibleName(tr("Git branch %1").arg(text));
    m_branch->setVisible(!text.isEmpty());
}

void StatusStrip::setTip(const QString &tip)
{
    m_tip->setText(tip);
}

QString StatusStrip::runText() const
{
    return m_run->text();
}

void StatusStrip::setListening(const QList<trace::ListenAddress> &addresses)
{
    QStringList parts;
    for (const trace::ListenAddress &address : addresses) {
        const QString url = address.url();
        if (!url.isEmpty())
            parts.append(linkTo(url));
        else if (address.port > 0)
            parts.append(
                QStringLiteral("%1:%2").arg(address.host.toHtmlEscaped()).arg(address.port));
        else
            parts.append(address.host.toHtmlEscaped());
    }
    showAddresses(parts, tr("Where the program listens: click to open it"));
}

void StatusStrip::setPrinted(const QList<QUrl> &urls)
{
    QStringList parts;
    for (const QUrl &url : urls)
        parts.append(linkTo(url.toString()));
    showAddresses(parts, tr("The output names this address: click to open it"));
}

void StatusStrip::showAddresses(const QStringList &parts, const QString &toolTip)
{
    m_address->setText(parts.join(QStringLiteral(" &nbsp; ")));
    m_address->setToolTip(toolTip);
    m_address->setVisible(!parts.isEmpty());
}

void StatusStrip::setRequestCount(quint64 count)
{
    m_requests->setText(tr("Requests: %1").arg(QLocale().toString(count)));
    m_requests->setVisible(count > 0);
}

void StatusStrip::setCaret(int line, int column)
{
    m_caret->setText(line > 0 ? tr("Ln %1, Col %2").arg(line).arg(column) : QString());
}

void StatusStrip::setDocument(const QString &language, const QString &encoding, const QString &eol,
                              const QString &indentation)
{
    m_language->setText(language);
    m_encoding->setText(encoding);
    m_eol->setText(eol);
    m_indentation->setText(indentation);
    for (QLabel *label : { m_language, m_indentation })
        label->setVisible(!label->text().isEmpty());
    for (QToolButton *button : { m_encoding, m_eol })
        button->setVisible(!button->text().isEmpty());
    if (language.isEmpty() && encoding.isEmpty())
        setCaret(0, 0);
}

void StatusStrip::setLanguageStatus(const editor::LanguageStatus &status)
{
    using State = editor::LanguageStatus::State;
    QString text;
    switch (status.state) {
    case State::None:
        break;
    case State::Ready:
        text = tr("%1 server").arg(status.server);
        break;
    case State::Starting:
        text = tr("%1: starting…").arg(status.server);
        break;
    case State::Failed:
        text = tr("%1: failed").arg(status.server);
        break;
    case State::TooLarge:
        text = tr("Too large for a language server");
        break;
    }
    m_server->setText(text);
    m_server->setToolTip(QStringLiteral("<p style='white-space:pre-wrap'>%1</p>")
                             .arg(status.details.toHtmlEscaped()));
    m_server->setAccessibleDescription(status.details);
    m_server->setVisible(!text.isEmpty());
}

} // namespace looptide::app
