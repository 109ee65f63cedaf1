// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The body of a function (process, require, native), run after preload.js. Runs TypeScript by type
// stripping, as Node 24 does. The libnode of distributions is built without amaro, so Node's own
// switch for it (--strip-types) is off. This script makes the decisions that Node would make, and
// uses Looptide's amaro. Nothing of this is loaded or visible before a program loads its first
// TypeScript file.
'use strict';

const { getOptionValue } = require('internal/options');
const refused = /^--no-(experimental-)?strip[-_]types$/;
const nodeOptions = (process.env.NODE_OPTIONS ?? '').split(' ');
if (![...process.execArgv, ...nodeOptions].some((option) => refused.test(option)))
  provideTypeStripping();

function provideTypeStripping() {
  const Module = require('module');
  const { translators } = require('internal/modules/esm/translators');
  const { extensionFormatMap } = require('internal/modules/esm/get_format');
  const { getNearestParentPackageJSON } = require('internal/modules/package_json_reader');
  const { emitExperimentalWarning, isUnderNodeModules } = require('internal/util');
  const { codes } = require('internal/errors');
  const { fileURLToPath, pathToFileURL } = require('internal/url');
  const transforms = getOptionValue('--experimental-transform-types');
  const { apply } = Reflect;

  // require() calls this for a file whose extension has no other handler. The keys of
  // require.extensions stay the same.
  for (const extension of ['.ts', '.mts', '.cts']) {
    Object.defineProperty(Module._extensions, extension, {
      __proto__: null,
      configurable: true,
      enumerable: false,
      writable: true,
      value: native.prepended(installCompile, Module._extensions['.js']),
    });
  }

  let installed = false;
  function installCompile() {
    if (!installed) {
      installed = true;
      Module.prototype._compile = native.prepended(stripCommonJs, Module.prototype._compile);
    }
  }

  const isTypeScript = (filename) => /\.[mc]?ts$/.test(filename);

  // Returns 'module', 'commonjs', or undefined when the source must decide.
  function kindOf(filename) {
    if (filename.endsWith('.mts'))
      return 'module';
    if (filename.endsWith('.cts'))
      return 'commonjs';
    const type = getNearestParentPackageJSON(filename)?.data.type;
    return type === 'module' || type === 'commonjs' ? type : undefined;
  }

  // Replaces the arguments of Module.prototype._compile.
  function stripCommonJs(content, filename, format) {
    if (format?.endsWith('typescript') || (format === undefined && isTypeScript(filename)))
      return [strip(content, filename, pathToFileURL(filename).href), filename, kindOf(filename)];
  }

  extensionFormatMap['.ts'] ??= 'module-typescript';
  extensionFormatMap['.mts'] ??= 'module-typescript';
  extensionFormatMap['.cts'] ??= 'commonjs-typescript';

  for (const format of ['commonjs-typescript', 'module-typescript', 'require-commonjs-typescript']) {
    translators.set(format, function(url, context, ...rest) {
      context.source = strip(stringOf(context.source), url, url);
      const plain = format === 'module-typescript' ? moduleOrCommonJs(url, context.source)
        : format.slice(0, -'-typescript'.length);
      return apply(translators.get(plain), this, [url, context, ...rest]);
    });
  }

  // From the extension alone, Node would treat every .ts file as a module.
  function moduleOrCommonJs(url, source) {
    if (!url.startsWith('file:'))
      return 'module';
    const filename = fileURLToPath(url);
    return kindOf(filename) ?? (internalBinding('contextify').containsModuleSyntax(source, filename, url)
      ? 'module' : 'commonjs');
  }

  // As in preload.js.
  function internalBinding(name) {
    const { emitWarning } = process;
    process.emitWarning = () => {};
    try {
      return require('internal/test/binding').internalBinding(name);
    } finally {
      process.emitWarning = emitWarning;
    }
  }

  // For .ts files whose format no package.json determines.
  require('internal/modules/typescript').stripTypeScriptModuleTypes = strip;

  Module.stripTypeScriptTypes = function stripTypeScriptTypes(code, options = {}) {
    emitExperimentalWarning('stripTypeScriptTypes');
    const { validateBoolean, validateObject, validateOneOf, validateString } = require('internal/validators');
    validateString(code, 'code');
    validateObject(options, 'options');
    const { mode = 'strip', sourceMap = false, sourceUrl = '' } = options;
    validateOneOf(mode, 'options.mode', ['strip', 'transform']);
    validateBoolean(sourceMap, 'options.sourceMap');
    validateString(sourceUrl, 'options.sourceUrl');
    if (mode === 'strip')
      validateOneOf(sourceMap, 'options.sourceMap', [false, undefined]);
    return convert(code, { mode: mode === 'strip' ? 'strip-only' : mode, sourceMap, filename: sourceUrl });
  };

  require('internal/bootstrap/realm').BuiltinModule.map.get('module').syncExports();

  Object.defineProperty(process.features, 'typescript', {
    __proto__: null,
    configurable: true,
    enumerable: true,
    get: () => (transforms ? 'transform' : 'strip'),
  });

  function stringOf(source) {
    return typeof source === 'string' ? source : new TextDecoder().decode(source);
  }

  function strip(source, filename, url) {
    if (isUnderNodeModules(filename))
      throw new codes.ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING(filename);
    if (transforms)
      emitExperimentalWarning('Transform Types');
    return convert(source, {
      mode: transforms ? 'transform' : 'strip-only',
      sourceMap: getOptionValue('--enable-source-maps'),
      filename: url ?? filename,
    });
  }

  function convert(source, options) {
    const { code, map } = transform(source, options);
    if (map)
      return `${code}\n\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(map).toString('base64')}`;
    return options.filename ? `${code}\n\n//# sourceURL=${options.filename}` : code;
  }

  function transform(source, options) {
    try {
      return amaro().transformSync(source, options);
    } catch (error) {
      const NodeError = { __proto__: null, InvalidSyntax: codes.ERR_INVALID_TYPESCRIPT_SYNTAX,
        UnsupportedSyntax: codes.ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX }[error?.code];
      if (!NodeError)
        throw error instanceof Error ? error : new codes.ERR_INVALID_TYPESCRIPT_SYNTAX(`${error?.message ?? error}`);
      const clear = new NodeError(error.message);
      const stack = clear.stack.replace(/\n.*\(looptide:typescript:.*\)/g, '');
      clear.stack = `${error.filename}:${error.startLine}\n${error.snippet}\n${stack}`;
      throw clear; /* node-do-not-add-exception-line */
    }
  }

  let parser;
  function amaro() {
    if (!parser) {
      parser = { exports: {} };
      const parameters = ['exports', 'require', 'module', '__filename', '__dirname'];
      require('vm').compileFunction(native.amaro(), parameters, { filename: 'looptide:amaro' })(
        parser.exports, (id) => require(id.replace('node:', '')), parser, 'looptide:amaro', '');
    }
    return parser.exports;
  }
}
