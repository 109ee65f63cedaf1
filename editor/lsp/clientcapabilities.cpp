// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/lsp/clientcapabilities.h"

#include <QJsonDocument>

namespace looptide::lsp {

QJsonObject clientCapabilities()
{
    static const QJsonObject capabilities = QJsonDocument::fromJson(R"({
  "general": { "positionEncodings": ["utf-16"] },
  "workspace": {
    "applyEdit": true,
    "configuration": true,
    "workspaceFolders": true,
    "workspaceEdit": { "documentChanges": true },
    "didChangeConfiguration": { "dynamicRegistration": true },
    "didChangeWatchedFiles": { "dynamicRegistration": true },
    "diagnostics": { "refreshSupport": true }
  },
  "textDocument": {
    "synchronization": { "didSave": true },
    "completion": {
      "contextSupport": true,
      "completionItem": {
        "snippetSupport": true,
        "labelDetailsSupport": true,
        "deprecatedSupport": true,
        "documentationFormat": ["markdown", "plaintext"],
        "tagSupport": { "valueSet": [1] },
        "resolveSupport": { "properties": ["documentation", "detail", "additionalTextEdits"] }
      },
      "completionList": { "itemDefaults": ["editRange", "data"] }
    },
    "hover": { "contentFormat": ["markdown", "plaintext"] },
    "signatureHelp": {
      "contextSupport": true,
      "signatureInformation": {
        "documentationFormat": ["markdown", "plaintext"],
        "activeParameterSupport": true,
        "parameterInformation": { "labelOffsetSupport": true }
      }
    },
    "definition": { "linkSupport": true },
    "typeDefinition": { "linkSupport": true },
    "implementation": { "linkSupport": true },
    "references": {},
    "documentHighlight": {},
    "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
    "codeAction": {
      "isPreferredSupport": true,
      "dataSupport": true,
      "resolveSupport": { "properties": ["edit"] },
      "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [
        "", "quickfix", "refactor", "source", "source.organizeImports", "source.fixAll"
      ] } }
    },
    "formatting": {},
    "rangeFormatting": {},
    "rename": { "prepareSupport": true },
    "publishDiagnostics": { "relatedInformation": true, "tagSupport": { "valueSet": [1, 2] } },
    "diagnostic": { "relatedDocumentSupport": false }
  }
})")
                                                .object();
    return capabilities;
}

} // namespace looptide::lsp
