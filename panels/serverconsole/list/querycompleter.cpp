// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/serverconsole/list/querycompleter.h"

#include "panels/common/displaytext.h"
#include "panels/serverconsole/list/requestquery.h"
#include "panels/serverconsole/serverconsolemodel.h"

#include <QLineEdit>
#include <QSet>
#include <QStringListModel>

namespace looptide::panels {

using namespace Qt::StringLiterals;

namespace {

constexpr quint64 rowsLookedAt = 2000; // the newest
constexpr qsizetype mostValues = 30; // of a key
constexpr qsizetype longestValue = 80;

// Values in the order of their first occurrence, from the newest request.
class Values
{
public:
    void add(const QString &value)
    {
        const bool isUseful = !value.isEmpty() && value.size() <= longestValue
            && !value.contains(u'"') && models::visibleText(value) == value;
        if (isUseful && m_list.size() < mostValues && !m_seen.contains(value)) {
            m_seen.insert(value);
            m_list.append(value);
        }
    }
    QStringList sorted() const
    {
        QStringList list = m_list;
        list.sort(Qt::CaseInsensitive);
        return list;
    }

private:
    QStringList m_list;
    QSet<QString> m_seen;
};

} // namespace

QueryCompleter::QueryCompleter(QLineEdit *field, const models::ServerConsoleModel *model)
    : QCompleter(field), m_model(model), m_texts(new QStringListModel(this))
{
    setModel(m_texts);
    setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    setCaseSensitivity(Qt::CaseInsensitive);
    setMaxVisibleItems(12);
    field->setCompleter(this);
    connect(field, &QLineEdit::textEdited, this, &QueryCompleter::update);
    // After a key, its values.
    connect(
        this, qOverload<const QString &>(&QCompleter::activated), this,
        [this](const QString &text) {
            if (!text.endsWith(u':'))
                return;
            update(text);
            complete();
        },
        Qt::QueuedConnection);
}

void QueryCompleter::update(const QString &text)
{
    const bool isTyping = !text.isEmpty() && !text.endsWith(u' ');
    m_texts->setStringList(isTyping ? models::queryCompletions(text, knownValues())
                                    : QStringList());
}

QHash<QString, QStringList> QueryCompleter::knownValues() const
{
    QHash<QString, QStringList> known {
        { u"status:"_s, { u"2xx"_s, u"3xx"_s, u"4xx"_s, u"5xx"_s, u"open"_s, u"aborted"_s } },
        { u"slower:"_s, { u"10ms"_s, u"100ms"_s, u"1s"_s } },
        { u"faster:"_s, { u"1ms"_s, u"10ms"_s, u"100ms"_s } },
        { u"larger:"_s, { u"10k"_s, u"100k"_s, u"1m"_s } },
        { u"smaller:"_s, { u"1k"_s, u"10k"_s } },
        { u"is:"_s, { u"error"_s, u"open"_s, u"aborted"_s, u"full"_s } },
    };
    if (!m_model)
        return known;
    Values methods;
    Values paths;
    Values routes;
    Values headers;
    Values statuses;
    const models::RequestLog &log = m_model->log();
    const quint64 begin = std::max(log.first(), log.end() - std::min(log.end(), rowsLookedAt));
    for (quint64 at = log.end(); at > begin; --at) {
        const models::RequestRow &row = log.row(at - 1);
        if (row.isMark)
            continue;
        methods.add(log.shared(row.method));
        routes.add(log.shared(row.route));
        paths.add(QString::fromUtf8(log.text(at - 1)).section(u'?', 0, 0));
        if (row.status != 0)
            statuses.add(QString::number(row.status));
        if (const trace::HttpExchange *detail = log.detail(at - 1)) {
            for (const auto &header : detail->requestHeaders)
                headers.add(header.first.toLower());
            for (const auto &header : detail->responseHeaders)
                headers.add(header.first.toLower());
        }
    }
    known[u"method:"_s] = methods.sorted();
    known[u"path:"_s] = paths.sorted();
    known[u"route:"_s] = routes.sorted();
    known[u"header:"_s] = headers.sorted();
    known[u"status:"_s] += statuses.sorted();
    return known;
}

} // namespace looptide::panels
