// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/dialogs/gittemplatedialog.h"

#include "app/dialogs/savetemplatedialog.h"
#include "panels/common/displaytext.h"

#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProcessEnvironment>
#include <QProgressBar>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalBlocker>

namespace looptide::app {

using State = core::Job::State;

GitTemplateDialog::GitTemplateDialog(const QString &templates, QWidget *parent)
    : QDialog(parent), m_templates(templates), m_address(new QLineEdit(this)),
      m_name(new QLineEdit(this)), m_text(new QLabel(this)), m_progress(new QProgressBar(this))
{
    setWindowTitle(tr("Add a Template from Git"));
    setup();
    validate();
}

GitTemplateDialog::~GitTemplateDialog()
{
    if (m_git.state() == QProcess::NotRunning)
        return;
    const QSignalBlocker blocker(m_git);
    m_git.kill();
    m_git.waitForFinished();
    QDir(m_partial).removeRecursively();
}

void GitTemplateDialog::setup()
{
    m_address->setObjectName(QStringLiteral("gitAddress"));
    m_address->setPlaceholderText(tr("https://… or git@…"));
    m_name->setObjectName(QStringLiteral("templateName"));
    m_text->setObjectName(QStringLiteral("gitText"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->hide();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_add = buttons->addButton(tr("&Add"), QDialogButtonBox::AcceptRole);
    m_add->setObjectName(QStringLiteral("addTemplate"));
    m_add->setDefault(true);
    auto *form = new QFormLayout;
    form->addRow(tr("Address of the &repository:"), m_address);
    form->addRow(tr("&Name:"), m_name);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(m_text);
    layout->addWidget(m_progress);
    layout->addStretch(1);
    layout->addWidget(buttons);
    setMinimumWidth(480);
    connect(m_address, &QLineEdit::textChanged, this, [this](const QString &address) {
        if (!m_name->isModified())
            m_name->setText(nameOf(address));
        validate();
    });
    connect(m_name, &QLineEdit::textChanged, this, &GitTemplateDialog::validate);
    connect(buttons, &QDialogButtonBox::accepted, this, &GitTemplateDialog::clone);
    connect(buttons, &QDialogButtonBox::rejected, this, &GitTemplateDialog::reject);
    connect(&m_git, &QProcess::finished, this, &GitTemplateDialog::end);
    connect(&m_git, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            finish(State::Failed, tr("git cannot be started. Install Git."));
    });
}

QString GitTemplateDialog::nameOf(const QString &address)
{
    static const QRegularExpression last(QStringLiteral("([^/:]+?)(?:\\.git)?/*$"));
    return SaveTemplateDialog::idOf(last.match(address.trimmed()).captured(1));
}

QString GitTemplateDialog::problem() const
{
    const QString address = m_address->text().trimmed();
    const QString id = SaveTemplateDialog::idOf(m_name->text());
    if (address.isEmpty())
        return tr("Give the address of a repository whose first folder has a package.json.");
    // git would take them as an option, or start a program.
    if (address.startsWith(u'-') || address.contains(QLatin1StringView("::")))
        return tr("This is no address of a Git repository.");
    if (id.isEmpty())
        return tr("Give the template a name.");
    if (QFileInfo::exists(m_templates + u'/' + id))
        return tr("There is a template %1 already. Choose another name.").arg(id);
    return {};
}

void GitTemplateDialog::validate()
{
    const QString text = problem();
    m_text->setText(text);
    m_add->setEnabled(text.isEmpty() && m_git.state() == QProcess::NotRunning);
}

void GitTemplateDialog::clone()
{
    if (!problem().isEmpty() || m_git.state() != QProcess::NotRunning)
        return;
    const QString address = m_address->text().trimmed();
    m_partial =
        m_templates + QStringLiteral("/.incomplete-") + SaveTemplateDialog::idOf(m_name->text());
    QDir(m_partial).removeRecursively();
    if (!QDir().mkpath(m_templates)) {
        m_text->setText(tr("The folder %1 cannot be made.").arg(m_templates));
        return;
    }
    m_cancelled = false;
    m_job = std::make_unique<core::Job>(
        tr("Adding the template %1").arg(models::visibleText(m_name->text())));
    connect(m_job.get(), &core::Job::cancelRequested, this, &GitTemplateDialog::reject);
    Q_EMIT jobStarted(m_job.get());
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("GIT_TERMINAL_PROMPT"), QStringLiteral("0"));
    environment.insert(QStringLiteral("GIT_LFS_SKIP_SMUDGE"), QStringLiteral("1"));
    m_git.setProcessEnvironment(environment);
    m_git.setStandardInputFile(QProcess::nullDevice());
    m_git.start(QStringLiteral("git"),
                { QStringLiteral("-c"), QStringLiteral("core.hooksPath=/dev/null"),
                  QStringLiteral("clone"), QStringLiteral("--quiet"), QStringLiteral("--depth=1"),
                  QStringLiteral("--no-recurse-submodules"), QStringLiteral("--template="),
                  QStringLiteral("--"), address, m_partial });
    m_progress->show();
    m_add->setEnabled(false);
}

void GitTemplateDialog::end()
{
    const QString errors = QString::fromUtf8(m_git.readAllStandardError()).trimmed();
    if (m_cancelled)
        finish(State::Cancelled, {});
    else if (m_git.exitCode() != 0 || m_git.exitStatus() != QProcess::NormalExit)
        finish(State::Failed,
               tr("git could not copy the repository:\n%1").arg(models::visibleText(errors)));
    else if (const QString text = keepFiles(); !text.isEmpty())
        finish(State::Failed, text);
    else
        finish(State::Succeeded, {});
}

// Returns the reason when it fails.
QString GitTemplateDialog::keepFiles()
{
    const QDir dir(m_partial);
    if (!dir.exists(QStringLiteral("package.json")) && !dir.exists(QStringLiteral("template.json")))
        return tr("The repository has no package.json in its first folder.");
    QDir(dir.filePath(QStringLiteral(".git"))).removeRecursively();
    const QString target = m_templates + u'/' + SaveTemplateDialog::idOf(m_name->text());
    return QDir().rename(m_partial, target)
        ? QString()
        : tr("%1 cannot be made.").arg(QDir::toNativeSeparators(target));
}

void GitTemplateDialog::finish(State state, const QString &text)
{
    m_progress->hide();
    m_job->finish(state, text);
    if (state == State::Succeeded) {
        accept();
        return;
    }
    QDir(m_partial).removeRecursively();
    m_add->setEnabled(true);
    m_text->setText(text);
}

void GitTemplateDialog::reject()
{
    if (m_git.state() == QProcess::NotRunning) {
        QDialog::reject();
        return;
    }
    m_cancelled = true;
    m_git.terminate();
}

} // namespace looptide::app
