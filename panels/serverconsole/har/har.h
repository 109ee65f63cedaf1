// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/trace/httpexchange.h"

#include <QByteArray>
#include <QList>

namespace looptide::models {

enum class Secrets { Masked, Kept };

// HTTP Archive 1.2, which the developer tools of browsers open.
//
// Masked: the values of headers, cookies, query parameters and fields of forms and JSON whose names
// say that they are secret (Authorization, Cookie, token, password, ...) become "***". Bodies that
// are neither are kept.
QByteArray toHar(const QList<trace::HttpExchange> &exchanges, Secrets secrets,
                 const QString &version);

struct ReadHar
{
    QList<trace::HttpExchange> exchanges;
    bool isHar = false; // otherwise the file is something else
    qsizetype malformed = 0; // entries that could not be read
};
ReadHar readHar(const QByteArray &json);

bool isSecretName(const QString &name);

} // namespace looptide::models
