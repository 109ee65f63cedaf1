// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/serverconsole/consolesettings.h"

#include "panels/common/settingsfile.h"

#include <QSettings>

#include <array>

namespace looptide::models {

using namespace Qt::StringLiterals;

namespace {

constexpr int bytesPerKilobyte = 1024;


int inRange(const QVariant &value, int low, int fallback, int high)
{
    bool isNumber = false;
    const int number = value.toInt(&isNumber);
    return isNumber ? qBound(low, number, high) : fallback;
}

} // namespace

ConsoleSettings ConsoleSettings::load()
{
    QSettings file(settingsFile(), QSettings::IniFormat);
    file.beginGroup(u"serverConsole"_s);
    ConsoleSettings read;
    read.recordsAll = file.value(u"recordsAll"_s, false).toBool();
    read.recordsCauses = file.value(u"recordsCauses"_s, true).toBool();
    read.bodyKilobytes = inRange(file.value(u"bodyKilobytes"_s), 0, read.bodyKilobytes,
                                 int(trace::RequestDetail::largestBodyLimit) / bytesPerKilobyte);
    read.rows = inRange(file.value(u"rows"_s), 1000, read.rows, 5'000'000);
    read.detailMegabytes = inRange(file.value(u"detailMegabytes"_s), 1, read.detailMegabytes, 4096);
    read.hiddenColumns = file.value(u"hiddenColumns"_s, read.hiddenColumns).toStringList();
    return read;
}

void ConsoleSettings::save() const
{
    QSettings file(settingsFile(), QSettings::IniFormat);
    file.beginGroup(u"serverConsole"_s);
    file.setValue(u"recordsAll"_s, recordsAll);
    file.setValue(u"recordsCauses"_s, recordsCauses);
    file.setValue(u"bodyKilobytes"_s, bodyKilobytes);
    file.setValue(u"rows"_s, rows);
    file.setValue(u"detailMegabytes"_s, detailMegabytes);
    file.setValue(u"hiddenColumns"_s, hiddenColumns);
}

trace::RequestDetail ConsoleSettings::detail() const
{
    return { recordsAll, quint32(bodyKilobytes * bytesPerKilobyte), recordsCauses };
}

ServerConsoleModel::Limits ConsoleSettings::limits() const
{
    return { rows, qsizetype(detailMegabytes) << 20 };
}

QString ConsoleSettings::columnName(int column)
{
    static const std::array names { u"time"_s,     u"method"_s, u"url"_s,      u"status"_s,
                                    u"duration"_s, u"size"_s,   u"received"_s, u"route"_s,
                                    u"client"_s,   u"agent"_s };
    static_assert(names.size() == ServerConsoleModel::ColumnCount);
    return names[std::size_t(column)];
}

} // namespace looptide::models
