// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/project/knownerror.h"

#include <QRegularExpression>

#include <array>

namespace looptide::project {

namespace {

struct Pattern
{
    ErrorKind kind;
    const char *regex;
};

// In the order of ErrorKind: a kind is tried before the more general ones that follow it.
constexpr std::array patterns {
    Pattern { ErrorKind::TooManyWatchers, R"x(ENOSPC: System limit for number of file watchers)x" },
    Pattern { ErrorKind::PortInUse, R"x(EADDRINUSE[^\n]*?:(\d{1,5})\b)x" },
    Pattern { ErrorKind::PortForbidden, R"x(listen EACCES[^\n]*?:(\d{1,5})\b)x" },
    Pattern { ErrorKind::AddressNotAvailable, R"x(EADDRNOTAVAIL[^\n]*? ([\w.:\[\]-]+))x" },
    Pattern { ErrorKind::PortOutOfRange,
              R"x(ERR_SOCKET_BAD_PORT[^\n]*Received (?:type \w+ \()?([^\n)]+))x" },
    Pattern { ErrorKind::AlreadyListening, R"x(ERR_SERVER_ALREADY_LISTEN)x" },
    Pattern { ErrorKind::ConnectionRefused, R"x(connect ECONNREFUSED ([\w.:\[\]-]+))x" },
    Pattern { ErrorKind::HostNotFound, R"x(getaddrinfo ENOTFOUND ([\w.-]+))x" },
    Pattern { ErrorKind::NameServerFailed, R"x(getaddrinfo EAI_AGAIN ([\w.-]+))x" },
    Pattern { ErrorKind::TimedOut, R"x((?:ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT))x" },
    Pattern { ErrorKind::ConnectionReset, R"x(ECONNRESET)x" },
    Pattern { ErrorKind::BrokenPipe, R"x(\bEPIPE\b)x" },
    Pattern {
        ErrorKind::CertificateUntrusted,
        R"x((DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT_LOCALLY))x" },
    Pattern { ErrorKind::SpawnNotFound, R"x(spawn ([^\n]+?) ENOENT)x" },
    Pattern { ErrorKind::FileNotFound, R"x(ENOENT: no such file or directory, \w+ '([^'\n]+)')x" },
    Pattern { ErrorKind::PermissionDenied, R"x(EACCES: permission denied, \w+ '([^'\n]+)')x" },
    Pattern { ErrorKind::NotPermitted, R"x(EPERM: operation not permitted, \w+ '([^'\n]+)')x" },
    Pattern { ErrorKind::IsDirectory, R"x(EISDIR: [^\n]*)x" },
    Pattern { ErrorKind::NotDirectory, R"x(ENOTDIR: [^\n]*'([^'\n]+)')x" },
    Pattern { ErrorKind::AlreadyExists, R"x(EEXIST: [^\n]*'([^'\n]+)')x" },
    Pattern { ErrorKind::NotEmpty, R"x(ENOTEMPTY: [^\n]*'([^'\n]+)')x" },
    Pattern { ErrorKind::TooManyFiles, R"x(\bEMFILE\b)x" },
    Pattern { ErrorKind::NoSpace, R"x(\bENOSPC\b)x" },
    Pattern { ErrorKind::TypeScriptImport, R"x(Did you mean to import ([^\n]+?)\?)x" },
    Pattern { ErrorKind::DirectoryImport,
              R"x(ERR_UNSUPPORTED_DIR_IMPORT|Directory import '([^'\n]+)')x" },
    Pattern { ErrorKind::ModuleFileNotFound, R"x(Cannot find module '(\.{0,2}/[^'\n]+)')x" },
    Pattern { ErrorKind::PackageNotFound,
              R"x(Cannot find (?:module|package) '((?:@[\w.-]+/)?[A-Za-z0-9][\w.-]*)[^']*')x" },
    Pattern { ErrorKind::RequireAsync, R"x(ERR_REQUIRE_ASYNC_MODULE)x" },
    Pattern { ErrorKind::RequireOfEsm, R"x(ERR_REQUIRE_ESM)x" },
    Pattern { ErrorKind::ImportOutsideModule, R"x(Cannot use import statement outside a module)x" },
    Pattern { ErrorKind::ExportInCommonJs, R"x(SyntaxError: Unexpected token 'export')x" },
    Pattern { ErrorKind::RequireInModule, R"x(require is not defined in ES module scope)x" },
    Pattern { ErrorKind::DirnameInModule,
              R"x(__(?:dirname|filename) is not defined in ES module scope)x" },
    Pattern { ErrorKind::ExportsInModule,
              R"x((?:module|exports) is not defined in ES module scope)x" },
    Pattern {
        ErrorKind::MissingExport,
        R"x(The requested module '([^'\n]+)' does not provide an export named '([^'\n]+)')x" },
    Pattern { ErrorKind::PathNotExported, R"x(ERR_PACKAGE_PATH_NOT_EXPORTED)x" },
    Pattern { ErrorKind::AttributeMissing, R"x(ERR_IMPORT_ATTRIBUTE_MISSING)x" },
    Pattern { ErrorKind::UnknownExtension, R"x(Unknown file extension \"([^\"\n]*)\")x" },
    Pattern { ErrorKind::AddonMismatch,
              R"x(was compiled against a different Node\.js version|ERR_DLOPEN_FAILED)x" },
    Pattern { ErrorKind::AwaitOutsideAsync, R"x(await is only valid in async functions)x" },
    Pattern { ErrorKind::HeadersSent, R"x(ERR_HTTP_HEADERS_SENT)x" },
    Pattern { ErrorKind::InvalidHeader, R"x(ERR_INVALID_CHAR|ERR_HTTP_INVALID_HEADER_VALUE)x" },
    Pattern { ErrorKind::WriteAfterEnd, R"x(ERR_STREAM_WRITE_AFTER_END)x" },
    Pattern { ErrorKind::InvalidUrl, R"x(ERR_INVALID_URL)x" },
    Pattern {
        ErrorKind::UndefinedArgument,
        R"x(ERR_INVALID_ARG_TYPE[^\n]*The \"([^\"\n]+)\" argument must be[^\n]*Received undefined)x" },
    Pattern { ErrorKind::WrongArgument,
              R"x(ERR_INVALID_ARG_TYPE[^\n]*The \"([^\"\n]+)\" argument must be ([^\n.]+))x" },
    Pattern { ErrorKind::RejectionWithoutError, R"x(ERR_UNHANDLED_REJECTION)x" },
    Pattern { ErrorKind::AssertionFailed, R"x(ERR_ASSERTION)x" },
    Pattern { ErrorKind::PropertyOfNothing,
              R"x(Cannot read properties of (undefined|null) \(reading '([^'\n]+)'\))x" },
    Pattern { ErrorKind::SetPropertyOfNothing,
              R"x(Cannot set properties of (undefined|null) \(setting '([^'\n]+)'\))x" },
    Pattern {
        ErrorKind::DestructuredNothing,
        R"x(Cannot destructure property '([^'\n]+)' of '([^\n]+?)' as it is (?:undefined|null))x" },
    Pattern { ErrorKind::NotAFunction, R"x(TypeError: ([^\n]{1,120}?) is not a function)x" },
    Pattern { ErrorKind::NotAConstructor, R"x(TypeError: ([^\n]{1,120}?) is not a constructor)x" },
    Pattern { ErrorKind::NotIterable, R"x(TypeError: ([^\n]{1,120}?) is not iterable)x" },
    Pattern { ErrorKind::BeforeInitialization,
              R"x(Cannot access '([^'\n]+)' before initialization)x" },
    Pattern { ErrorKind::NotDefined, R"x(ReferenceError: ([\w$]+) is not defined)x" },
    Pattern { ErrorKind::ConstantAssigned, R"x(Assignment to constant variable)x" },
    Pattern { ErrorKind::Redeclared, R"x(Identifier '([^'\n]+)' has already been declared)x" },
    Pattern { ErrorKind::CircularJson, R"x(Converting circular structure to JSON)x" },
    Pattern { ErrorKind::InvalidJson,
              R"x((?:is not valid JSON|in JSON at position|Unexpected end of JSON input))x" },
    Pattern { ErrorKind::StackOverflow, R"x(Maximum call stack size exceeded)x" },
    Pattern { ErrorKind::InvalidLength,
              R"x(RangeError: Invalid (?:array|string|typed array) length)x" },
    Pattern { ErrorKind::OutOfMemory, R"x(JavaScript heap out of memory)x" },
    Pattern { ErrorKind::MissingParenthesis, R"x(SyntaxError: missing \) after argument list)x" },
    Pattern { ErrorKind::EndOfInput, R"x(SyntaxError: Unexpected end of input)x" },
    Pattern {
        ErrorKind::UnexpectedToken,
        R"x(SyntaxError: Unexpected (?:token|identifier|string|number|strict mode reserved word)(?: '([^\n]{1,40}?)')?)x" },
    Pattern { ErrorKind::SyntaxError, R"x(SyntaxError: [^\n]+)x" },
    Pattern { ErrorKind::UnhandledEvent, R"x(Unhandled 'error' event)x" },
};
static_assert(patterns.size() == errorKindCount);

} // namespace

std::optional<KnownError> KnownError::in(const QString &output)
{
    static const auto compiled = [] {
        std::array<QRegularExpression, patterns.size()> all;
        for (std::size_t i = 0; i < patterns.size(); ++i)
            all[i].setPattern(QString::fromLatin1(patterns[i].regex));
        return all;
    }();
    for (std::size_t i = 0; i < compiled.size(); ++i) {
        const auto match = compiled[i].match(output);
        if (match.hasMatch())
            return KnownError { patterns[i].kind, match.capturedTexts().sliced(1) };
    }
    return {};
}

} // namespace looptide::project
