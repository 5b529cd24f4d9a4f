/** Reads a tsconfig.json like the compiler: the files that it includes, and its errors. */
import path from 'node:path';
import type * as TypeScript from 'typescript';
import { loadTypeScript } from './compiler.js';

export interface ProjectConfig {
  /** The errors of the file and of those it extends, one line each. */
  readonly errors: readonly string[];
  /**
   * The configuration file that includes each file: this one, or one that it references. Absolute paths with forward slashes; files
   * that are only imported are not listed.
   */
  readonly files: ReadonlyMap<string, string>;
  /** It has options that map modules, such as `paths`. */
  readonly mapsModules: boolean;
}

/** "No inputs were found": a solution file includes no files. */
const NO_INPUTS = new Set([18002, 18003]);

/**
 * Reads `configFile` and the files that it references.
 * @throws if there is no compiler.
 */
export function readProjectConfig(configFile: string): ProjectConfig {
  const ts = loadTypeScript();
  const errors = new Set<string>();
  const files = new Map<string, string>();
  const visited = new Set<string>();
  let mapsModules = false;
  visit(configFile);
  return { errors: [...errors], files, mapsModules };

  function visit(config: string): void {
    if (visited.has(config)) return;
    visited.add(config);
    const name =
      config === configFile ? 'it' : `${path.relative(path.dirname(configFile), config)}, which it refers to,`;
    let parsed: ParsedConfig | undefined;
    try {
      parsed = parseConfigFile(ts, config);
    } catch (error) {
      errors.add(`${name} cannot be understood: ${error instanceof Error ? error.message : String(error)}`);
      return;
    }
    if (!parsed) {
      errors.add(`${name} does not exist, or cannot be read`);
      return;
    }
    const { paths, baseUrl, rootDirs } = parsed.options;
    if (config === configFile) mapsModules = [paths, baseUrl, rootDirs].some((option) => option !== undefined);
    for (const file of parsed.fileNames) if (!files.has(file)) files.set(file, config);
    for (const diagnostic of parsed.errors) {
      if (diagnostic.category !== ts.DiagnosticCategory.Error || NO_INPUTS.has(diagnostic.code)) continue;
      errors.add(ts.flattenDiagnosticMessageText(diagnostic.messageText, ' '));
    }
    for (const reference of parsed.projectReferences ?? []) visit(ts.resolveProjectReferencePath(reference));
  }
}

type ParsedConfig = Pick<TypeScript.ParsedCommandLine, 'options' | 'fileNames' | 'errors' | 'projectReferences'>;

/**
 * Parses a configuration; undefined if it cannot be read.
 * @throws if the compiler fails on its content
 */
export function parseConfigFile(ts: typeof TypeScript, file: string): ParsedConfig | undefined {
  const text = ts.sys.readFile(file);
  if (text === undefined) return undefined;
  const source = ts.readJsonConfigFile(file, () => text);
  const parsed = ts.parseJsonSourceFileConfigFileContent(source, ts.sys, path.dirname(file), undefined, file);
  // The parser keeps its errors in a member that is missing in the type declarations.
  const { parseDiagnostics = [] } = source as { parseDiagnostics?: readonly TypeScript.Diagnostic[] };
  return { ...parsed, errors: [...parseDiagnostics, ...parsed.errors] };
}
