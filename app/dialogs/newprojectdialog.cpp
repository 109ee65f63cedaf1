// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/dialogs/newprojectdialog.h"

#include "app/dialogs/filedialogs.h"
#include "app/dialogs/templategallery.h"
#include "app/settings.h"
#include "panels/common/icons.h"
#include "panels/common/theme.h"

#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QTreeWidget>

namespace looptide::app {

namespace {

using panels::icon;
using project::ProjectCreation;
using project::ProjectTemplate;

void rememberLocation(const QString &folder)
{
    Settings settings = Settings::load();
    settings.projectsFolder = folder;
    settings.save();
}

QString iconNameFor(const QString &fileName)
{
    const QString suffix = QFileInfo(fileName).suffix();
    if (suffix == QLatin1StringView("json"))
        return QStringLiteral("file-json");
    if (suffix == QLatin1StringView("md"))
        return QStringLiteral("file-text");
    if (suffix == QLatin1StringView("svg") || suffix == QLatin1StringView("png"))
        return QStringLiteral("file-image");
    return fileName.startsWith(u'.') ? QStringLiteral("file-cog") : QStringLiteral("file-code");
}

core::Job::State stateOf(ProjectCreation::Outcome outcome)
{
    switch (outcome) {
    case ProjectCreation::Outcome::Created:
        return core::Job::State::Succeeded;
    case ProjectCreation::Outcome::Cancelled:
        return core::Job::State::Cancelled;
    case ProjectCreation::Outcome::Refused:
    case ProjectCreation::Outcome::Failed:
        break;
    }
    return core::Job::State::Failed;
}

} // namespace

class NewProjectDialog::Private
{
public:
    Private(NewProjectDialog *dialog, const project::TemplateStore &store)
        : q(dialog), storeDirectory(store.directory()), creator(store),
          gallery(new TemplateGallery(store.templates(), dialog))
    {
    }

    QLayout *createForm();
    QWidget *createPreview();
    QLayout *createProgress();
    QWidget *createButtons();
    void connectParts();

    QString directory() const;
    QString freeName(const QString &wanted) const;
    QString problem() const;

    void templateSelected();
    void proposeName();
    void validate();
    void showMessage(const QString &text, bool isProblem);
    void showPreview();
    void addFiles(QTreeWidgetItem *root, const ProjectTemplate &source);
    void addPackages(QTreeWidgetItem *root, const ProjectTemplate &source);
    void browse();
    void create();
    void creationEnded(const ProjectCreation &result);
    void setBusy(bool busy);

    NewProjectDialog *q;
    const QString storeDirectory;
    std::unique_ptr<core::Job> job; // of the last creation
    project::ProjectCreator creator; // ends before its job goes
    ProjectCreation creation;
    bool nameEdited = false; // the user edited the name, so proposals no longer replace it

    TemplateGallery *gallery;
    QLineEdit *name = nullptr;
    QLineEdit *location = nullptr;
    QPushButton *browseButton = nullptr;
    QLabel *messageIcon = nullptr;
    QLabel *message = nullptr;
    QTreeWidget *preview = nullptr;
    QProgressBar *progress = nullptr;
    QPushButton *createButton = nullptr;
    QPushButton *cancelButton = nullptr;
};

QLayout *NewProjectDialog::Private::createForm()
{
    name = new QLineEdit(q);
    name->setObjectName(QStringLiteral("name"));
    location = new QLineEdit(QDir::toNativeSeparators(Settings::load().projectsFolder), q);
    location->setObjectName(QStringLiteral("location"));
    browseButton = new QPushButton(icon(QStringLiteral("folder-open")), tr("&Browse…"), q);
    browseButton->setAutoDefault(false);
    auto *where = new QHBoxLayout;
    where->addWidget(location, 1);
    where->addWidget(browseButton);

    messageIcon = new QLabel(q);
    messageIcon->setAlignment(Qt::AlignTop);
    message = new QLabel(q);
    message->setObjectName(QStringLiteral("message"));
    message->setTextFormat(Qt::PlainText);
    message->setWordWrap(true);
    // Room for two lines, so that nothing below jumps while typing.
    message->setMinimumHeight(2 * message->fontMetrics().lineSpacing());
    message->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto *validation = new QHBoxLayout;
    validation->addWidget(messageIcon);
    validation->addWidget(message, 1);

    auto *layout = new QFormLayout;
    layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    layout->addRow(tr("&Name:"), name);
    auto *locationLabel = new QLabel(tr("&Location:"), q);
    locationLabel->setBuddy(location);
    layout->addRow(locationLabel, where);
    layout->addRow(QString(), validation);
    return layout;
}

QWidget *NewProjectDialog::Private::createPreview()
{
    preview = new QTreeWidget(q);
    preview->setObjectName(QStringLiteral("preview"));
    preview->setAccessibleName(tr("What will be created"));
    preview->setColumnCount(2);
    preview->setHeaderLabels({ tr("What will be created"), tr("Version") });
    preview->setSelectionMode(QAbstractItemView::NoSelection);
    preview->setUniformRowHeights(true);
    preview->header()->setStretchLastSection(false);
    preview->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    preview->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    return preview;
}

QLayout *NewProjectDialog::Private::createProgress()
{
    progress = new QProgressBar(q);
    progress->setObjectName(QStringLiteral("progress"));
    progress->setTextVisible(false);
    QSizePolicy policy = progress->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    progress->setSizePolicy(policy);
    progress->hide();
    auto *layout = new QHBoxLayout;
    layout->addWidget(progress, 1);
    return layout;
}

QWidget *NewProjectDialog::Private::createButtons()
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, q);
    createButton = buttons->addButton(tr("&Create"), QDialogButtonBox::AcceptRole);
    createButton->setObjectName(QStringLiteral("create"));
    createButton->setDefault(true);
    cancelButton = buttons->button(QDialogButtonBox::Cancel);
    cancelButton->setIcon({});
    connect(buttons, &QDialogButtonBox::accepted, q, [this] { create(); });
    connect(buttons, &QDialogButtonBox::rejected, q, &NewProjectDialog::reject);
    return buttons;
}

void NewProjectDialog::Private::connectParts()
{
    connect(gallery, &TemplateGallery::selectionChanged, q, [this] { templateSelected(); });
    connect(name, &QLineEdit::textEdited, q, [this] { nameEdited = true; });
    connect(name, &QLineEdit::textChanged, q, [this] { validate(); });
    connect(location, &QLineEdit::textChanged, q, [this] {
        proposeName();
        validate();
    });
    connect(browseButton, &QPushButton::clicked, q, [this] { browse(); });
    connect(&creator, &project::ProjectCreator::progressed, q,
            [this](int done, int total, const QString &current) {
                progress->setRange(0, total);
                progress->setValue(done);
                job->setProgress(done, total);
                job->setStep(current);
                showMessage(tr("Creating %1").arg(current), false);
            });
    connect(&creator, &project::ProjectCreator::finished, q,
            [this](const ProjectCreation &result) { creationEnded(result); });
}

QString NewProjectDialog::Private::directory() const
{
    QString parent = QDir::fromNativeSeparators(location->text().trimmed());
    if (parent == u'~' || parent.startsWith(QLatin1StringView("~/")))
        parent.replace(0, 1, QDir::homePath());
    return QDir::cleanPath(parent + u'/' + name->text().trimmed());
}

QString NewProjectDialog::Private::freeName(const QString &wanted) const
{
    const QDir parent(QFileInfo(directory()).path());
    QString candidate = wanted;
    for (int i = 2; QFileInfo::exists(parent.filePath(candidate)); ++i)
        candidate = QStringLiteral("%1-%2").arg(wanted).arg(i);
    return candidate;
}

QString NewProjectDialog::Private::problem() const
{
    if (!gallery->selected() && !gallery->isEmpty())
        return tr("Choose a template.");
    if (!gallery->selected())
        return tr("There are no templates in %1: this installation is incomplete.")
            .arg(QDir::toNativeSeparators(storeDirectory));
    const QString typed = name->text().trimmed();
    if (typed.isEmpty())
        return tr("Give the project a name.");
    if (typed.contains(u'/') || typed.contains(u'\\'))
        return tr("A name cannot hold / or \\. Put the folder into Location.");
    if (typed == u'.' || typed == QLatin1StringView(".."))
        return tr("\"%1\" is not a name. Choose another one.").arg(typed);
    if (location->text().trimmed().isEmpty())
        return tr("Choose where to put the project.");
    if (QDir::isRelativePath(directory()))
        return tr("Give the whole path of the location, from the root of the disk on.");
    return project::ProjectCreator::problemWith(directory());
}

void NewProjectDialog::Private::templateSelected()
{
    proposeName();
    showPreview();
    validate();
}

void NewProjectDialog::Private::proposeName()
{
    const ProjectTemplate *source = gallery->selected();
    if (source && !nameEdited)
        name->setText(freeName(QStringLiteral("my-%1-app").arg(source->id)));
}

void NewProjectDialog::Private::validate()
{
    const QString found = problem();
    createButton->setEnabled(found.isEmpty());
    showMessage(found.isEmpty()
                    ? tr("Will be created in %1").arg(QDir::toNativeSeparators(directory()))
                    : found,
                !found.isEmpty());
    if (preview->topLevelItemCount() > 0)
        preview->topLevelItem(0)->setText(0, name->text().trimmed());
}

void NewProjectDialog::Private::showMessage(const QString &text, bool isProblem)
{
    const models::Theme theme(q->palette());
    const int size = message->fontMetrics().height();
    const QColor colour = isProblem ? theme.error() : theme.mutedText();
    QPalette palette = q->palette();
    palette.setColor(QPalette::WindowText, colour);
    message->setPalette(palette);
    message->setText(text);
    message->setToolTip(text);
    messageIcon->setPixmap(
        icon(isProblem ? QStringLiteral("circle-alert") : QStringLiteral("folder"), colour)
            .pixmap(QSize(size, size), q->devicePixelRatioF()));
}

void NewProjectDialog::Private::showPreview()
{
    preview->clear();
    const ProjectTemplate *source = gallery->selected();
    if (!source)
        return;
    auto *root = new QTreeWidgetItem(preview, { name->text() });
    root->setIcon(0, icon(QStringLiteral("folder")));
    addPackages(root, *source);
    addFiles(root, *source);
    root->setExpanded(true);
}

void NewProjectDialog::Private::addPackages(QTreeWidgetItem *root, const ProjectTemplate &source)
{
    if (source.packageCount == 0)
        return;
    auto *folder = new QTreeWidgetItem(root,
                                       { QStringLiteral("node_modules"),
                                         source.packageCount == 1
                                             ? tr("1 package")
                                             : tr("%1 packages").arg(source.packageCount) });
    folder->setIcon(0, icon(QStringLiteral("package")));
    for (const project::PackageDependency &package : source.packages) {
        auto *item = new QTreeWidgetItem(folder, { package.name, package.installed });
        item->setIcon(0, icon(QStringLiteral("box")));
    }
    const qsizetype indirect = source.packageCount - source.packages.size();
    if (indirect > 0)
        new QTreeWidgetItem(folder, { tr("and %1 more that these need").arg(indirect) });
    folder->setExpanded(true);
}

void NewProjectDialog::Private::addFiles(QTreeWidgetItem *root, const ProjectTemplate &source)
{
    QHash<QString, QTreeWidgetItem *> folders; // by relative path
    for (const QString &path : source.files()) {
        QTreeWidgetItem *parent = root;
        const QStringList names = path.split(u'/');
        for (qsizetype depth = 1; depth < names.size(); ++depth) {
            QTreeWidgetItem *&folder = folders[names.first(depth).join(u'/')];
            if (!folder) {
                folder = new QTreeWidgetItem(parent, { names.at(depth - 1) });
                folder->setIcon(0, icon(QStringLiteral("folder")));
            }
            parent = folder;
        }
        auto *file = new QTreeWidgetItem(parent, { names.constLast() });
        file->setIcon(0, icon(iconNameFor(names.constLast())));
    }
}

void NewProjectDialog::Private::browse()
{
    QString start = QFileInfo(directory()).path();
    while (!QFileInfo(start).isDir() && QFileInfo(start).path() != start)
        start = QFileInfo(start).path();
    const QString chosen = askForFolder(q, { tr("Folder to Put the Project Into"), start, {} });
    if (!chosen.isEmpty())
        location->setText(QDir::toNativeSeparators(chosen));
}

void NewProjectDialog::Private::create()
{
    if (creator.isRunning() || !problem().isEmpty())
        return;
    setBusy(true);
    job = std::make_unique<core::Job>(tr("Creating %1").arg(name->text().trimmed()));
    connect(job.get(), &core::Job::cancelRequested, &creator, &project::ProjectCreator::cancel);
    Q_EMIT q->jobStarted(job.get());
    creator.start(gallery->selected()->id, directory());
}

void NewProjectDialog::Private::creationEnded(const ProjectCreation &result)
{
    setBusy(false);
    job->finish(stateOf(result.outcome), result.error);
    switch (result.outcome) {
    case ProjectCreation::Outcome::Created:
        creation = result;
        rememberLocation(QFileInfo(result.directory).path());
        q->accept();
        return;
    case ProjectCreation::Outcome::Cancelled:
        validate();
        showMessage(tr("Cancelled. Nothing was left behind."), false);
        return;
    case ProjectCreation::Outcome::Refused:
    case ProjectCreation::Outcome::Failed:
        validate();
        showMessage(result.error, true);
        return;
    }
}

void NewProjectDialog::Private::setBusy(bool busy)
{
    for (QWidget *widget : { static_cast<QWidget *>(gallery), static_cast<QWidget *>(name),
                             static_cast<QWidget *>(location), static_cast<QWidget *>(browseButton),
                             static_cast<QWidget *>(createButton) })
        widget->setEnabled(!busy);
    progress->setRange(0, 0);
    progress->setVisible(busy);
    if (busy)
        cancelButton->setFocus();
    else
        name->setFocus();
}

NewProjectDialog::NewProjectDialog(QWidget *parent)
    : NewProjectDialog(project::TemplateStore(), parent)
{
}

NewProjectDialog::NewProjectDialog(const project::TemplateStore &store, QWidget *parent)
    : QDialog(parent), d(std::make_unique<Private>(this, store))
{
    setWindowTitle(tr("New Project"));
    auto *right = new QVBoxLayout;
    auto *columns = new QHBoxLayout;
    columns->addWidget(d->gallery);
    columns->addSpacing(6);
    columns->addLayout(right, 1);
    right->addLayout(d->createForm());
    right->addWidget(d->createPreview(), 1);
    right->addLayout(d->createProgress());
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(columns, 1);
    layout->addWidget(d->createButtons());
    d->connectParts();
    d->templateSelected();
    d->name->setFocus();
    d->name->selectAll();
    resize(920, 620);
}

NewProjectDialog::~NewProjectDialog() = default;

QString NewProjectDialog::createdProject() const
{
    return d->creation.directory;
}

QString NewProjectDialog::createdMainFile() const
{
    return d->creation.mainFile;
}

void NewProjectDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !d->creator.isRunning())
        d->validate(); // its message has its own colour
}

// Escape and Cancel first cancel a running creation; the dialog stays open for another try.
void NewProjectDialog::reject()
{
    if (d->creator.isRunning())
        d->creator.cancel();
    else
        QDialog::reject();
}

} // namespace looptide::app
