/**
 * Files that no `tsconfig.json` includes, and what they import, as one program: the one an editor makes for them too, so that a
 * repository without any configuration is read with types all the same.
 */
import path from 'node:path';
import type * as TypeScript from 'typescript';
import { loadTypeScript } from './compiler.js';
import { parseConfigFile } from './project-config.js';

/** Characters above which a file is read without types: with them, generated data takes three times as long and twice the memory. */
export const MAX_TYPED = 1024 * 1024;
/** Bytes of all files together above which there is no program; the limit of TypeScript's own server for what nobody has configured. */
const MAX_SIZE = 20 * 1024 * 1024;
/** From this version on, no package of types is taken that is not named. */
const NAMED_TYPES = 6;

/** The compiler's own declarations, which are the same for everybody. */
const libraries = new Map<string, TypeScript.SourceFile | undefined>();

export class InferredProject {
  readonly #ts: typeof TypeScript;
  readonly #roots: readonly string[];
  readonly #options: TypeScript.CompilerOptions;
  readonly #folder: string;
  /** Texts that differ from what the disk has. */
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
   * A project of `files`, absolute paths; null where they are too many, or none.
   *
   * @param config the nearest configuration, which includes none of them, and whose options are taken all the same.
   * @param cwd where packages of types are looked up if there is no configuration.
   */
  static of(files: readonly string[], config: string | undefined, cwd: string): InferredProject | null {
    const ts = loadTypeScript();
    const sizes = new Map(files.map((file) => [file, ts.sys.getFileSize?.(file) ?? 0]));
    const roots = files.filter((file) => (sizes.get(file) ?? 0) <= MAX_TYPED);
    if (roots.length === 0 || roots.reduce((sum, file) => sum + (sizes.get(file) ?? 0), 0) > MAX_SIZE) return null;
    return new InferredProject(ts, roots, optionsOf(ts, config), config === undefined ? cwd : path.dirname(config));
  }

  /** Says that a file has another text than the disk, which the next program is made of. */
  announce(file: string, text: string): void {
    const known = this.#changed.get(file) ?? this.#program?.getSourceFile(file)?.text;
    if (known === text) return;
    this.#changed.set(file, text);
    this.#files.delete(file);
    this.#isCurrent = false;
  }

  /** The program in which `file` has this text; null where it has no place in it. */
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
  // A configuration that only refers to others says nothing of modules.
  const usual =
    given.module === undefined && given.moduleResolution === undefined
      ? {
          target: ts.ScriptTarget.ESNext,
          module: ts.ModuleKind.Preserve ?? ts.ModuleKind.NodeNext,
          jsx: ts.JsxEmit.Preserve,
        }
      : {};
  const types = Number.parseInt(ts.version, 10) >= NAMED_TYPES ? { types: ['*'] } : {};
  return {
    ...types,
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
