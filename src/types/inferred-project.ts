/**
 * Files that no `tsconfig.json` includes, and their imports, as one program, like in an editor. So a repository without any
 * configuration is also read with types.
 */
import path from 'node:path';
import type * as TypeScript from 'typescript';
import { allPackages, loadTypeScript } from './compiler.js';
import { parseConfigFile } from './project-config.js';

/** The maximum size of a file with types, in characters: with types, generated data takes three times as long and twice the memory. */
export const MAX_TYPED = 1024 * 1024;
/** The maximum size of all files together, in bytes; the limit of TypeScript's server for projects without a configuration. */
const MAX_SIZE = 20 * 1024 * 1024;
/** The compiler's own declarations, shared by all projects. */
const libraries = new Map<string, TypeScript.SourceFile | undefined>();

export class InferredProject {
  readonly #ts: typeof TypeScript;
  readonly #roots: readonly string[];
  readonly #options: TypeScript.CompilerOptions;
  readonly #folder: string;
  /** Texts that differ from the disk. */
  readonly #changed = new Map<string, string>();
  readonly #files = new Map<string, TypeScript.SourceFile | undefined>();
  #program: TypeScript.Program | undefined;
  #isCurrent = false;

  private constructor(
    ts: typeof TypeScript,
    roots: readonly string[],
    options: TypeScript.CompilerOptions,
    folder: string,
  ) {
    this.#ts = ts;
    this.#roots = roots;
    this.#options = options;
    this.#folder = folder;
  }

  /**
   * A project of `files`, absolute paths; null if they are too large, or there are none.
   *
   * @param config the nearest configuration, which includes none of them, but whose options are used.
   * @param cwd the folder for the look-up of type packages if there is no configuration.
   */
  static of(files: readonly string[], config: string | undefined, cwd: string): InferredProject | null {
    const ts = loadTypeScript();
    const sizes = new Map(files.map((file) => [file, ts.sys.getFileSize?.(file) ?? 0]));
    const roots = files.filter((file) => (sizes.get(file) ?? 0) <= MAX_TYPED);
    if (roots.length === 0 || roots.reduce((sum, file) => sum + (sizes.get(file) ?? 0), 0) > MAX_SIZE) return null;
    return new InferredProject(ts, roots, optionsOf(ts, config), config === undefined ? cwd : path.dirname(config));
  }

  /** Sets a text for a file that differs from the disk; the next program uses it. */
  announce(file: string, text: string): void {
    const known = this.#changed.get(file) ?? this.#program?.getSourceFile(file)?.text;
    if (known === text) return;
    this.#changed.set(file, text);
    this.#files.delete(file);
    this.#isCurrent = false;
  }

  /** The program in which `file` has this text; null if the file is not part of it. */
  programFor(file: string, text: string): TypeScript.Program | null {
    this.#current();
    this.announce(file, text);
    const program = this.#current();
    return program.getSourceFile(file) === undefined ? null : program;
  }

  #current(): TypeScript.Program {
    if (this.#program && this.#isCurrent) return this.#program;
    this.#isCurrent = true;
    return (this.#program = this.#ts.createProgram({
      rootNames: this.#roots,
      options: this.#options,
      host: this.#host(),
      ...(this.#program ? { oldProgram: this.#program } : {}),
    }));
  }

  #host(): TypeScript.CompilerHost {
    const host = this.#ts.createCompilerHost(this.#options, true);
    const parse = host.getSourceFile.bind(host);
    const library = path.posix.dirname(host.getDefaultLibFileName(this.#options).replaceAll(path.sep, '/'));
    host.getCurrentDirectory = () => this.#folder;
    host.getSourceFile = (file, options) => {
      const known = path.posix.dirname(file) === library ? libraries : this.#files;
      if (!known.has(file)) {
        const text = this.#changed.get(file);
        known.set(
          file,
          text === undefined ? parse(file, options) : this.#ts.createSourceFile(file, text, options, true),
        );
      }
      return known.get(file);
    };
    return host;
  }
}

function optionsOf(ts: typeof TypeScript, config: string | undefined): TypeScript.CompilerOptions {
  const given: TypeScript.CompilerOptions =
    (config === undefined ? undefined : parseConfigFile(ts, config)?.options) ?? {};
  // A configuration that only references others has no module options.
  const usual =
    given.module === undefined && given.moduleResolution === undefined
      ? {
          target: ts.ScriptTarget.ESNext,
          module: ts.ModuleKind.Preserve ?? ts.ModuleKind.NodeNext,
          jsx: ts.JsxEmit.Preserve,
        }
      : {};
  return {
    ...allPackages(ts),
    ...usual,
    ...given,
    allowJs: true,
    checkJs: false,
    noEmit: true,
    skipLibCheck: true,
    composite: false,
    incremental: false,
  };
}
