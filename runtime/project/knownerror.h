// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace looptide::project {

// Errors of Node.js that end programs often, with what the error names.
enum class ErrorKind : quint8 {
    TooManyWatchers,
    PortInUse,
    PortForbidden,
    AddressNotAvailable,
    PortOutOfRange,
    AlreadyListening,
    ConnectionRefused,
    HostNotFound,
    NameServerFailed,
    TimedOut,
    ConnectionReset,
    BrokenPipe,
    CertificateUntrusted,
    SpawnNotFound,
    FileNotFound,
    PermissionDenied,
    NotPermitted,
    IsDirectory,
    NotDirectory,
    AlreadyExists,
    NotEmpty,
    TooManyFiles,
    NoSpace,
    TypeScriptImport,
    DirectoryImport,
    ModuleFileNotFound,
    PackageNotFound,
    RequireAsync,
    RequireOfEsm,
    ImportOutsideModule,
    ExportInCommonJs,
    RequireInModule,
    DirnameInModule,
    ExportsInModule,
    MissingExport,
    PathNotExported,
    AttributeMissing,
    UnknownExtension,
    AddonMismatch,
    AwaitOutsideAsync,
    HeadersSent,
    InvalidHeader,
    WriteAfterEnd,
    InvalidUrl,
    UndefinedArgument,
    WrongArgument,
    RejectionWithoutError,
    AssertionFailed,
    PropertyOfNothing,
    SetPropertyOfNothing,
    DestructuredNothing,
    NotAFunction,
    NotAConstructor,
    NotIterable,
    BeforeInitialization,
    NotDefined,
    ConstantAssigned,
    Redeclared,
    CircularJson,
    InvalidJson,
    StackOverflow,
    InvalidLength,
    OutOfMemory,
    MissingParenthesis,
    EndOfInput,
    UnexpectedToken,
    SyntaxError,
    UnhandledEvent,
};

// An error that is recognised in the output of a program.
struct KnownError
{
    ErrorKind kind = ErrorKind::UnhandledEvent;
    QStringList details {}; // what the pattern captured: a port, a path, a name; from the program

    // The first kind, in the order of the list, that the last lines of an output name. Nothing when
    // none does.
    static std::optional<KnownError> in(const QString &output);
};

// All kinds, in their order: the most exact ones first.
constexpr int errorKindCount = 68;

} // namespace looptide::project
