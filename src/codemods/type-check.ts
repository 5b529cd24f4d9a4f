/**
 * Finds type errors in changed texts that the old texts do not have. It uses ts-morph, which has its own compiler: files are
 * identified by their paths, and nodes of ts-morph do not leave this file.
 */
import type { Project, SourceFile } from 'ts-morph';
import type * as TsMorph from 'ts-morph';

export type TsMorphModule = typeof TsMorph;

export interface Change {
  /** Absolute path. */
  readonly file: string;
  readonly text: string;
}

export interface Compiler {
  readonly tsMorph: TsMorphModule;
  /** Of the project's own TypeScript: `5.9.3`. */
  readonly version: string;
}

/** By file, the new error, or the first of several, in one line. */
export type TypeErrors = ReadonlyMap<string, string>;

/** From this version on, `types` is empty and `strict` is on by default. */
const NEW_DEFAULTS = 6;

/**
 * Checks `changes`, all files of the program of `configFile`, and the files that depend on their declarations.
 *
 * @param made a file that is not there yet, which the changed ones may import
 * @returns the changed files that must not be written, each with an error; the others together have no new error
 * @throws if ts-morph cannot read the configuration
 */
export function newTypeErrors(
  configFile: string,
  changes: readonly Change[],
  compiler: Compiler,
  made: Change | null = null,
): TypeErrors {
  const project = projectOf(configFile, compiler);
  if (made) project.createSourceFile(made.file, made.text);
  const check = new TypeCheck(project, compiler.tsMorph.ts);
  if (check.added(changes) === null) return new Map();
  const refused = new Map<string, string>();
  for (const change of changes) {
    const error = check.added([change]);
    if (error !== null) refused.set(change.file, error);
  }
  const rest = changes.filter(({ file }) => !refused.has(file));
  const together = check.added(rest);
  if (together !== null) for (const { file } of rest) refused.set(file, together);
  return refused;
}

function projectOf(configFile: string, { tsMorph, version }: Compiler): Project {
  // Only declarations are ever emitted, and into memory.
  const project = new tsMorph.Project({
    tsConfigFilePath: configFile,
    compilerOptions: {
      declaration: true,
      emitDeclarationOnly: true,
      noEmit: false,
      noEmitOnError: false,
      composite: false,
      incremental: false,
      isolatedDeclarations: false,
    },
  });
  if (major(tsMorph.ts.version) >= NEW_DEFAULTS && major(version) < NEW_DEFAULTS) {
    const { types = ['*'], strict = false } = project.compilerOptions.get();
    project.compilerOptions.set({ types, strict });
  }
  return project;
}

class TypeCheck {
  readonly #project: Project;
  readonly #ts: TsMorphModule['ts'];
  #importers: ReadonlyMap<string, readonly string[]> | undefined;

  constructor(project: Project, ts: TsMorphModule['ts']) {
    this.#project = project;
    this.#ts = ts;
  }

  /** The first error that `changes` add, or null. The project is restored afterwards. */
  added(changes: readonly Change[]): string | null {
    const files = changes.flatMap(({ file, text }) => {
      const sourceFile = this.#project.getSourceFile(file) ?? this.#project.addSourceFileAtPathIfExists(file);
      return sourceFile ? [{ sourceFile, text, old: sourceFile.getFullText() }] : [];
    });
    const own = files.map(({ sourceFile }) => sourceFile);
    const before = { errors: this.#errorsOf(own), shapes: own.map((sourceFile) => this.#shapeOf(sourceFile)) };
    for (const { sourceFile, text } of files) sourceFile.replaceWithText(text);
    const reshaped = own.filter(
      (sourceFile, index) => before.shapes[index] === '' || this.#shapeOf(sourceFile) !== before.shapes[index],
    );
    const others = this.#dependentsOf(reshaped).filter((sourceFile) => !own.includes(sourceFile));
    const after = { own: this.#errorsOf(own), others: this.#errorsOf(others) };
    for (const { sourceFile, old } of files) sourceFile.replaceWithText(old);
    return (
      surplus(after.own, before.errors) ??
      (after.others.length > 0 ? surplus(after.others, this.#errorsOf(others)) : null)
    );
  }

  #errorsOf(files: readonly SourceFile[]): string[] {
    const program = this.#project.getProgram();
    return files.flatMap((sourceFile) =>
      [...program.getSyntacticDiagnostics(sourceFile), ...program.getSemanticDiagnostics(sourceFile)]
        .filter((diagnostic) => diagnostic.getCategory() === ERROR)
        .map((diagnostic) => {
          const message = diagnostic.getMessageText();
          return `${sourceFile.getBaseName()}: TS${diagnostic.getCode()} ${typeof message === 'string' ? message : message.getMessageText()}`;
        }),
    );
  }

  /** The files that import one of `files`, directly or indirectly. */
  #dependentsOf(files: readonly SourceFile[]): SourceFile[] {
    const found = new Set<string>();
    const queue = files.map((file): string => file.getFilePath());
    for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
      for (const importer of this.#importersOf(file)) {
        if (found.has(importer)) continue;
        found.add(importer);
        queue.push(importer);
      }
    }
    return [...found].map((file) => this.#project.getSourceFileOrThrow(file));
  }

  /** Read from the texts, because ts-morph loses its references when a text is replaced. */
  #importersOf(file: string): readonly string[] {
    if (!this.#importers) {
      const importers = new Map<string, string[]>();
      const options = this.#project.getCompilerOptions();
      const host = this.#project.getModuleResolutionHost();
      const cache = this.#ts.createModuleResolutionCache(
        this.#project.getFileSystem().getCurrentDirectory(),
        (name) => name,
        options,
      );
      for (const sourceFile of this.#project.getSourceFiles()) {
        const importer = sourceFile.getFilePath();
        for (const { fileName } of this.#ts.preProcessFile(sourceFile.getFullText(), true, true).importedFiles) {
          const imported = this.#ts.resolveModuleName(fileName, importer, options, host, cache).resolvedModule
            ?.resolvedFileName;
          if (imported !== undefined) importers.set(imported, [...(importers.get(imported) ?? []), importer]);
        }
      }
      this.#importers = importers;
    }
    return this.#importers.get(file) ?? [];
  }

  /** The declarations of a file that other files see; empty if they cannot be emitted. */
  #shapeOf(sourceFile: SourceFile): string {
    return this.#project
      .getProgram()
      .emitToMemory({ targetSourceFile: sourceFile, emitOnlyDtsFiles: true })
      .getFiles()
      .map(({ text }) => text)
      .join('\n');
  }
}

/** `ts.DiagnosticCategory.Error`, which is only available after ts-morph has been loaded. */
const ERROR = 1;

/** An error that occurs more often than before. */
function surplus(after: readonly string[], before: readonly string[]): string | null {
  const rest = new Map<string, number>();
  for (const error of before) rest.set(error, (rest.get(error) ?? 0) + 1);
  for (const error of after) {
    const left = rest.get(error) ?? 0;
    if (left === 0) return error;
    rest.set(error, left - 1);
  }
  return null;
}

const major = (version: string): number => Number.parseInt(version, 10);
