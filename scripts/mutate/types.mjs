/** Which mutants the compiler refuses. */
import path from 'node:path';
import ts from 'typescript';

/**
 * @param {string} root a folder with a tsconfig.json
 * @returns {(file: string, text: string) => boolean} whether the compiler accepts the file with this text; what the text
 *   does to the types of other files is not looked at
 */
export function typeChecker(root) {
  const { config } = ts.readConfigFile(path.join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options, fileNames } = ts.parseJsonConfigFileContent({ ...config, include: ['src'] }, ts.sys, root);
  let changed = { file: '', text: '' };
  let version = 0;
  const service = ts.createLanguageService({
    getCompilationSettings: () => options,
    getCurrentDirectory: () => root,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    getScriptFileNames: () => fileNames,
    getScriptVersion: (file) => (file === changed.file ? String(version) : '0'),
    getScriptSnapshot: (file) => {
      const text = file === changed.file ? changed.text : ts.sys.readFile(file);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
  });
  return (file, text) => {
    changed = { file: path.join(root, file), text };
    version += 1;
    return (
      service.getSyntacticDiagnostics(changed.file).length === 0 &&
      service.getSemanticDiagnostics(changed.file).length === 0
    );
  };
}
