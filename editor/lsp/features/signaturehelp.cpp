// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/lsp/features/signaturehelp.h"

namespace looptide::lsp {

namespace {

SignatureHelp::Signature signatureFrom(const QJsonObject &object, int activeParameter)
{
    SignatureHelp::Signature signature;
    signature.label = object.value(QLatin1StringView("label")).toString();
    signature.documentation = markdownFromJson(object.value(QLatin1StringView("documentation")));
    signature.activeParameter =
        object.value(QLatin1StringView("activeParameter")).toInt(activeParameter);
    const QJsonArray parameters = object.value(QLatin1StringView("parameters")).toArray();
    int from = 0;
    for (const QJsonValue &item : parameters) {
        const QJsonObject parameter = item.toObject();
        const QJsonValue label = parameter.value(QLatin1StringView("label"));
        std::pair<int, int> span { 0, 0 };
        if (label.isArray()) {
            span = { label[0].toInt(), label[1].toInt() };
        } else if (const qsizetype at = signature.label.indexOf(label.toString(), from); at >= 0) {
            span = { int(at), int(at + label.toString().size()) };
            from = span.second;
        }
        span.first = qBound(0, span.first, int(signature.label.size()));
        span.second = qBound(span.first, span.second, int(signature.label.size()));
        signature.parameters.append(span);
        signature.parameterDocumentation.append(
            markdownFromJson(parameter.value(QLatin1StringView("documentation"))));
    }
    if (signature.activeParameter >= signature.parameters.size())
        signature.activeParameter = -1;
    return signature;
}

} // namespace

SignatureHelp SignatureHelp::fromJson(const QJsonValue &value)
{
    SignatureHelp help;
    const QJsonObject object = value.toObject();
    const int activeParameter = object.value(QLatin1StringView("activeParameter")).toInt(-1);
    const QJsonArray signatures = object.value(QLatin1StringView("signatures")).toArray();
    for (const QJsonValue &signature : signatures)
        help.signatures.append(signatureFrom(signature.toObject(), activeParameter));
    help.active = qBound(0, object.value(QLatin1StringView("activeSignature")).toInt(),
                         qMax(0, int(help.signatures.size()) - 1));
    return help;
}

RequestHandle SignatureHelp::request(const Place &place, QObject *context,
                                     std::function<void(const SignatureHelp &)> handler)
{
    return place.server->request(
        QStringLiteral("textDocument/signatureHelp"), place.document, place.params(), context,
        [handler = std::move(handler)](const Response &response) {
            handler(fromJson(response.result));
        },
        Server::Staleness::Keep);
}

QStringList SignatureHelp::triggers(const Server *server)
{
    return server->capabilities()
        .value(QLatin1StringView("signatureHelpProvider"))
        .toObject()
        .value(QLatin1StringView("triggerCharacters"))
        .toVariant()
        .toStringList();
}

} // namespace looptide::lsp
