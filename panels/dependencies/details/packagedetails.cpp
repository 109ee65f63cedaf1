// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dependencies/details/packagedetails.h"

#include "panels/common/displaytext.h"
#include "panels/common/icons.h"
#include "panels/common/theme.h"
#include "panels/dependencies/details/packagelinks.h"

#include <QBoxLayout>
#include <QDir>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QToolButton>
#include <QTreeView>
#include <QUrl>

namespace looptide::panels {

using models::visibleText;
using project::LockedPackage;

namespace {

QLabel *makeLabel(QWidget *parent, const char *name)
{
    auto *label = new QLabel(parent);
    label->setObjectName(QLatin1StringView(name));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

PackageDetails::PackageDetails(QWidget *parent)
    : QWidget(parent), m_title(makeLabel(this, "detailsTitle")),
      m_facts(makeLabel(this, "packageFacts")), m_warnings(makeLabel(this, "packageWarnings")),
      m_links(new QVBoxLayout), m_whyView(new QTreeView(this))
{
    QFont font = m_title->font();
    font.setBold(true);
    m_title->setFont(font);
    m_whyView->setObjectName(QStringLiteral("why"));
    m_whyView->setAccessibleName(tr("Needed by"));
    m_whyView->setModel(&m_why);
    m_whyView->setUniformRowHeights(true);
    m_whyView->setFrameShape(QFrame::NoFrame);
    m_whyView->setAllColumnsShowFocus(true);
    m_whyView->header()->setStretchLastSection(true);
    m_whyView->header()->setSectionResizeMode(models::WhyModel::DependentColumn,
                                              QHeaderView::ResizeToContents);
    m_whyView->header()->setMinimumSectionSize(0);
    m_whyView->header()->setMaximumSectionSize(220);
    m_whyView->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // text is elided
    m_whyView->setMinimumHeight(5 * m_whyView->fontMetrics().height());
    m_links->setSpacing(0);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_title);
    layout->addWidget(m_facts);
    layout->addWidget(m_warnings);
    layout->addLayout(m_links);
    layout->addWidget(m_whyView, 1);
}

void PackageDetails::setPackage(const QString &projectDir, const models::DependenciesModel &model,
                                const QString &path)
{
    const qsizetype position = path.isEmpty() ? -1 : model.tree().find(path);
    m_why.setPackage(model.tree(), model.dependencies(), position);
    m_isEmpty = position < 0;
    if (m_isEmpty)
        return;
    showFacts(model, model.tree().at(position));
    showLinks(projectDir + u'/' + path);
    for (int row = 0; row < m_why.rowCount(); ++row)
        m_whyView->expand(m_why.index(row, 0));
}

void PackageDetails::showFacts(const models::DependenciesModel &model, const LockedPackage &package)
{
    m_title->setText(visibleText(package.name + u' ' + package.version));
    QStringList facts;
    if (!package.license.isEmpty())
        facts += visibleText(package.license);
    if (const auto size = model.sizes().constFind(package.path); size != model.sizes().constEnd())
        facts += tr("%1 on disk").arg(QLocale().formattedDataSize(*size, 1));
    if (package.isDevelopment)
        facts += tr("only for development");
    facts += visibleText(package.path);
    QStringList lines { facts.join(QStringLiteral(" · ")) };
    QStringList others;
    for (const qsizetype place : model.tree().placesOf(package.name)) {
        const LockedPackage &other = model.tree().at(place);
        if (other.path != package.path)
            others += visibleText(other.version + QStringLiteral(" (%1)").arg(other.path));
    }
    if (!others.isEmpty()) {
        others.sort();
        lines += tr("Also installed: %1").arg(others.join(QStringLiteral(", ")));
    }
    if (package.hasInstallScript)
        lines += tr("It has an install script.");
    if (!package.nodeRange.isEmpty() && !model.isUnfit(package))
        lines += tr("Made for Node.js %1.").arg(visibleText(package.nodeRange));
    m_facts->setText(lines.join(u'\n'));

    QStringList warnings;
    if (!package.deprecation.isEmpty())
        warnings += tr("Deprecated: %1").arg(visibleText(package.deprecation));
    if (model.isUnfit(package))
        warnings += tr("Made for Node.js %1, and the bundled one is %2.")
                        .arg(visibleText(package.nodeRange), model.node());
    m_warnings->setText(warnings.join(u'\n'));
    m_warnings->setVisible(!warnings.isEmpty());
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, models::Theme(palette()).warning());
    m_warnings->setPalette(colours);
}

void PackageDetails::showLinks(const QString &folder)
{
    clearLinks();
    const auto links = models::PackageLinks::of(folder);
    if (!links.homepage.isEmpty())
        addLink(tr("Homepage"), links.homepage);
    if (!links.repository.isEmpty() && links.repository != links.homepage)
        addLink(tr("Repository"), links.repository);
    for (const auto &[text, path] :
         { std::pair(tr("Changes"), links.changelog), std::pair(tr("Read me"), links.readme) }) {
        if (path.isEmpty())
            continue;
        const QString name = visibleText(QFileInfo(path).fileName());
        connect(addButton(QStringLiteral("file-text"), tr("%1: %2").arg(text, name)),
                &QToolButton::clicked, this, [this, path] { Q_EMIT fileActivated(path, 0, 0); });
    }
    elideLinks();
}

// The whole address can be seen before it is opened.
void PackageDetails::addLink(const QString &name, const QUrl &url)
{
    const QString text = tr("%1: %2").arg(name, visibleText(url.toDisplayString()));
    connect(addButton(QStringLiteral("external-link"), text), &QToolButton::clicked, this,
            [this, url] { Q_EMIT urlActivated(url); });
}

QToolButton *PackageDetails::addButton(const QString &iconName, const QString &text)
{
    auto *button = new QToolButton(this);
    button->setAutoRaise(true);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setIcon(icon(iconName));
    button->setToolTip(text.toHtmlEscaped());
    button->setAccessibleName(text);
    button->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_links->addWidget(button);
    m_buttons += button;
    return button;
}

void PackageDetails::elideLinks()
{
    for (QToolButton *button : std::as_const(m_buttons)) {
        const int room = width() - 2 * button->iconSize().width();
        button->setText(fontMetrics().elidedText(button->accessibleName(), Qt::ElideMiddle, room));
        button->setMaximumWidth(button->sizeHint().width());
    }
}

void PackageDetails::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    elideLinks();
}

void PackageDetails::clearLinks()
{
    m_buttons.clear();
    while (QLayoutItem *item = m_links->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

} // namespace looptide::panels
