/** Programs of TypeScript in which some files exist in memory only. */
import ts from 'typescript';

/** What has been read from disk, for all programs. */
const onDisk = new Map<string, ts.SourceFile | undefined>();

/**
 * @param texts the files in memory, by their full paths
 * @param files those on disk that belong to the program as well
 */
export function programWith(
  texts: ReadonlyMap<string, string>,
  options: ts.CompilerOptions,
  files: readonly string[] = [],
): ts.Program {
  const host = ts.createCompilerHost(options, true);
  const disk = { ...host };
  host.fileExists = (file) => texts.has(file) || disk.fileExists(file);
  host.readFile = (file) => texts.get(file) ?? disk.readFile(file);
  host.directoryExists = () => true;
  host.getSourceFile = (file, ...rest) => {
    if (texts.has(file)) return disk.getSourceFile(file, ...rest);
    if (!onDisk.has(file)) onDisk.set(file, disk.getSourceFile(file, ...rest));
    return onDisk.get(file);
  };
  return ts.createProgram([...files, ...texts.keys()], options, host);
}
