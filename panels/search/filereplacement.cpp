// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/search/filereplacement.h"

namespace looptide::models {

std::optional<QByteArray> splicedText(const QByteArray &text, const QList<Splice> &splices,
                                      qint64 shift)
{
    QByteArray result;
    result.reserve(text.size());
    qint64 taken = 0;
    for (const Splice &splice : splices) {
        const qint64 begin = splice.offset + shift;
        if (begin < taken || begin + splice.before.size() > text.size()
            || QByteArrayView(text).sliced(begin, splice.before.size()) != splice.before)
            return {};
        result += QByteArrayView(text).sliced(taken, begin - taken);
        result += splice.after;
        taken = begin + splice.before.size();
    }
    result += QByteArrayView(text).sliced(taken);
    return result;
}

} // namespace looptide::models
