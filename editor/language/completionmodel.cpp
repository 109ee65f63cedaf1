// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/language/completionmodel.h"

#include <algorithm>

namespace looptide::editor {

namespace {

bool beginsWord(QStringView text, qsizetype at)
{
    if (at == 0)
        return true;
    const QChar before = text[at - 1];
    return before == u'_' || before == u'-' || before == u'.' || before == u'/'
        || (text[at].isUpper() && before.isLower());
}

} // namespace

void CompletionModel::setItems(const QList<lsp::CompletionItem> &items)
{
    beginResetModel();
    m_items = items;
    filter();
    endResetModel();
}

void CompletionModel::setTyped(const QString &typed)
{
    beginResetModel();
    m_typed = typed;
    filter();
    endResetModel();
}

void CompletionModel::setResolved(int row, const lsp::CompletionItem &item)
{
    m_items[m_shown.at(size_t(row)).index] = item;
}

// Letters in their order; better when they begin the text, follow each other, begin words, or have
// the same case.
int CompletionModel::score(QStringView text, QStringView typed, QList<int> *matches)
{
    if (typed.isEmpty())
        return 0;
    int total = 0;
    qsizetype at = -1;
    for (qsizetype i = 0; i < typed.size(); ++i) {
        qsizetype found = -1;
        // A letter that begins a word is better than the next one.
        for (qsizetype j = at + 1; j < text.size(); ++j) {
            if (text[j].toLower() != typed[i].toLower())
                continue;
            if (found < 0)
                found = j;
            if (j == at + 1 || beginsWord(text, j)) {
                found = j;
                break;
            }
        }
        if (found < 0)
            return -1;
        // The first letter must begin a word: others would fit nearly everything.
        if (i == 0 && !beginsWord(text, found))
            return -1;
        total += found == i ? 20 : found == at + 1 ? 10 : beginsWord(text, found) ? 6 : 1;
        total += text[found] == typed[i] ? 2 : 0;
        at = found;
        if (matches)
            matches->append(int(found));
    }
    return total * 100 - int(qMin<qsizetype>(text.size(), 99));
}

void CompletionModel::filter()
{
    m_shown.clear();
    for (qsizetype i = 0; i < m_items.size(); ++i) {
        const lsp::CompletionItem &item = m_items[i];
        int points = score(item.filterText, m_typed);
        if (points < 0)
            continue;
        points += item.isPreselected ? 500 : 0;
        m_shown.push_back({ i, points });
    }
    const auto isBetter = [this](const Shown &a, const Shown &b) {
        const lsp::CompletionItem &left = m_items[a.index];
        const lsp::CompletionItem &right = m_items[b.index];
        // Within the same beginning, the order of the server counts.
        const int band = a.score / 100 - b.score / 100;
        if (band != 0)
            return band > 0;
        if (left.sortText != right.sortText)
            return left.sortText < right.sortText;
        return left.label < right.label;
    };
    std::ranges::stable_sort(m_shown, isBetter);
    if (m_shown.size() > size_t(MaxShown))
        m_shown.resize(size_t(MaxShown));
}

int CompletionModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

QVariant CompletionModel::data(const QModelIndex &index, int role) const
{
    const lsp::CompletionItem &item = itemAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return item.label;
    case DetailRole:
        return item.description.isEmpty() ? item.labelDetail : item.description;
    case KindRole:
        return item.kind;
    case DeprecatedRole:
        return item.isDeprecated;
    case MatchesRole: {
        QList<int> matches;
        score(item.label, m_typed, &matches);
        return QVariant::fromValue(matches);
    }
    case Qt::AccessibleDescriptionRole:
        return kindName(item.kind);
    default:
        return {};
    }
}

QString CompletionModel::kindSign(int kind)
{
    // By the numbers of the protocol, from 1.
    static const QString Signs = QStringLiteral("TfffpvCIMpUvEkS#FrFeccSeET");
    return kind >= 1 && kind < Signs.size() ? Signs.mid(kind - 1, 1) : QStringLiteral("·");
}

QString CompletionModel::kindName(int kind)
{
    static const QStringList Names = {
        QString(),           tr("Text"),     tr("Method"),    tr("Function"),  tr("Constructor"),
        tr("Field"),         tr("Variable"), tr("Class"),     tr("Interface"), tr("Module"),
        tr("Property"),      tr("Unit"),     tr("Value"),     tr("Enum"),      tr("Keyword"),
        tr("Snippet"),       tr("Colour"),   tr("File"),      tr("Reference"), tr("Folder"),
        tr("Enum member"),   tr("Constant"), tr("Structure"), tr("Event"),     tr("Operator"),
        tr("Type parameter")
    };
    return Names.value(kind);
}

} // namespace looptide::editor
