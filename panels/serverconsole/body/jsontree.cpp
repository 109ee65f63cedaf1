// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/serverconsole/body/jsontree.h"

#include "panels/common/displaytext.h"

#include <QTreeWidget>

#include <nlohmann/json.hpp>

namespace looptide::panels {

using nlohmann::ordered_json;

namespace {

constexpr int mostItems = 20'000;
constexpr qsizetype longestValue = 2000;

QString textOf(const ordered_json &value)
{
    if (value.is_object())
        return QStringLiteral("{%1}").arg(value.size());
    if (value.is_array())
        return QStringLiteral("[%1]").arg(value.size());
    const QString text =
        QString::fromStdString(value.dump(-1, ' ', false, ordered_json::error_handler_t::replace));
    return models::visibleText(text.size() > longestValue ? text.first(longestValue) + QChar(0x2026)
                                                          : text);
}

class Filler
{
public:
    bool add(QTreeWidgetItem *parent, const QString &name, const ordered_json &value)
    {
        if (++m_count > mostItems)
            return false;
        auto *item = new QTreeWidgetItem(parent, { name, textOf(value) });
        return addParts(item, value);
    }

    bool addParts(QTreeWidgetItem *item, const ordered_json &value)
    {
        if (value.is_object()) {
            for (const auto &part : value.items()) {
                const QString name = QString::fromStdString(part.key());
                if (!add(item, models::visibleText(name), part.value()))
                    return false;
            }
        } else if (value.is_array()) {
            for (std::size_t i = 0; i < value.size(); ++i) {
                if (!add(item, QString::number(i), value[i]))
                    return false;
            }
        }
        return true;
    }

private:
    int m_count = 0;
};

} // namespace

bool fillJsonTree(QTreeWidget *tree, const QByteArray &json)
{
    const ordered_json value = ordered_json::parse(json.begin(), json.end(), nullptr, false);
    Filler filler;
    if (value.is_object() || value.is_array())
        return filler.addParts(tree->invisibleRootItem(), value);
    return filler.add(tree->invisibleRootItem(), QString(), value);
}

} // namespace looptide::panels
