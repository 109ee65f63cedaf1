// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dependencies/auditmodel.h"

#include "panels/common/displaytext.h"

namespace looptide::models {

using project::AuditFinding;
using Severity = AuditFinding::Severity;

namespace {

QString severityText(Severity severity)
{
    switch (severity) {
    case Severity::Critical:
        return AuditModel::tr("critical");
    case Severity::High:
        return AuditModel::tr("high");
    case Severity::Moderate:
        return AuditModel::tr("moderate");
    case Severity::Low:
        return AuditModel::tr("low");
    case Severity::Info:
        break;
    }
    return AuditModel::tr("info");
}

QString vulnerabilityText(const AuditFinding &finding)
{
    if (!finding.titles.isEmpty())
        return finding.titles.join(QStringLiteral("; "));
    return AuditModel::tr("needs %1").arg(finding.through.join(QStringLiteral(", ")));
}

QString fixText(const AuditFinding &finding)
{
    if (!finding.isFixable)
        return AuditModel::tr("none yet");
    if (finding.fix.isEmpty())
        return AuditModel::tr("update within the ranges");
    return finding.isBreaking ? AuditModel::tr("%1 (a new major version)").arg(finding.fix)
                              : finding.fix;
}

QString cellText(const AuditFinding &finding, int column)
{
    switch (column) {
    case AuditModel::SeverityColumn:
        return severityText(finding.severity);
    case AuditModel::PackageColumn:
        return finding.range.isEmpty() ? finding.package : finding.package + u' ' + finding.range;
    case AuditModel::VulnerabilityColumn:
        return vulnerabilityText(finding);
    case AuditModel::PathColumn:
        return finding.paths.join(QStringLiteral(", "));
    case AuditModel::FixColumn:
        return fixText(finding);
    default:
        return {};
    }
}

} // namespace

void AuditModel::setFindings(const QList<AuditFinding> &findings)
{
    beginResetModel();
    m_findings = findings;
    endResetModel();
}

int AuditModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_findings.size());
}

int AuditModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant AuditModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const AuditFinding &finding = m_findings.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return visibleText(cellText(finding, index.column()));
    case Qt::ToolTipRole: // as rich text, which wraps
        return QStringLiteral("<p>%1</p>")
            .arg(visibleText(cellText(finding, index.column())).toHtmlEscaped());
    case SortRole:
        return index.column() == SeverityColumn ? QVariant(-int(finding.severity))
                                                : QVariant(cellText(finding, index.column()));
    case SevereRole:
        return finding.severity >= Severity::High;
    default:
        return {};
    }
}

QVariant AuditModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case SeverityColumn:
        return tr("Severity");
    case PackageColumn:
        return tr("Package");
    case VulnerabilityColumn:
        return tr("Vulnerability");
    case PathColumn:
        return tr("Where");
    case FixColumn:
        return tr("Fixed by");
    default:
        return {};
    }
}

} // namespace looptide::models
