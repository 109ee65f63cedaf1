// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dependencies/auditdialog.h"

#include "panels/common/theme.h"

#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QStyledItemDelegate>
#include <QTreeView>

namespace looptide::panels {

namespace {

using models::AuditModel;

class SeverityDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const models::Theme theme(option->palette);
        option->palette.setColor(QPalette::Text,
                                 index.data(AuditModel::SevereRole).toBool() ? theme.error()
                                                                             : theme.warning());
    }
};

} // namespace

AuditDialog::AuditDialog(const QList<project::AuditFinding> &findings, QWidget *parent)
    : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Known Vulnerabilities"));
    m_model.setFindings(findings);
    m_sorted.setSourceModel(&m_model);
    m_sorted.setSortRole(AuditModel::SortRole);
    auto *summary = new QLabel(
        findings.isEmpty()
            ? tr("The registry knows no vulnerabilities of these packages.")
            : tr("%n package(s) with known vulnerabilities.", nullptr, int(findings.size())),
        this);
    summary->setObjectName(QStringLiteral("summary"));
    auto *table = new QTreeView(this);
    table->setObjectName(QStringLiteral("findings"));
    table->setAccessibleName(tr("Packages with known vulnerabilities"));
    table->setModel(&m_sorted);
    table->setRootIsDecorated(false);
    table->setAllColumnsShowFocus(true);
    table->setUniformRowHeights(true);
    table->setSortingEnabled(true);
    table->sortByColumn(AuditModel::SeverityColumn, Qt::AscendingOrder);
    table->setItemDelegateForColumn(AuditModel::SeverityColumn, new SeverityDelegate(table));
    table->header()->setSectionResizeMode(QHeaderView::Interactive);
    table->header()->resizeSection(AuditModel::VulnerabilityColumn, 320);
    table->header()->resizeSection(AuditModel::PackageColumn, 180);
    table->setVisible(!findings.isEmpty());
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(summary);
    layout->addWidget(table, 1);
    if (findings.isEmpty())
        layout->addStretch(1);
    layout->addWidget(buttons);
    resize(findings.isEmpty() ? QSize(420, 120) : QSize(900, 420));
}

} // namespace looptide::panels
