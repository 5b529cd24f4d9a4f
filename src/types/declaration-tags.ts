/** The `@httpLeak` tags of declarations without a body. One text search finds out whether a program has any. */
import type * as ts from 'typescript';
import { parseTag, TAG, type Tag } from '../protocols/tags.js';
import { fileIndexOf } from './file-index.js';

interface Tagged {
  readonly files: ReadonlySet<ts.SourceFile>;
  /** The names of all declarations in those files. */
  readonly names: ReadonlySet<string>;
}

const byProgram = new WeakMap<ts.Program, Tagged>();
/** Files outlive the programs of an editor session. */
const byFile = new WeakMap<ts.SourceFile, boolean>();

function hasTag(file: ts.SourceFile): boolean {
  let has = byFile.get(file);
  if (has === undefined) byFile.set(file, (has = file.isDeclarationFile && file.text.includes(`@${TAG}`)));
  return has;
}

/** The declaration files of `program` that have a tag, and their declarations. */
export function taggedFiles(program: ts.Program): Tagged {
  let tagged = byProgram.get(program);
  if (!tagged) {
    const files = new Set(program.getSourceFiles().filter(hasTag));
    byProgram.set(
      program,
      (tagged = { files, names: new Set([...files].flatMap((file) => [...fileIndexOf(file).named.keys()])) }),
    );
  }
  return tagged;
}

/** The tags of a symbol that one of the files declares. */
export function tagsOf(symbol: ts.Symbol, { files }: Tagged): readonly Tag[] {
  if (!symbol.declarations?.some((declaration) => files.has(declaration.getSourceFile()))) return [];
  const tags = (symbol as Partial<ts.Symbol>).getJsDocTags?.() ?? [];
  return tags
    .filter(({ name }) => name === TAG)
    .map(({ text }) => parseTag((text ?? []).map((part) => part.text).join('')));
}
