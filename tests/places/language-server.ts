/** An editor without a window: a client of the ESLint language server, the one that VS Code's extension and others run. */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  ApplyWorkspaceEditRequest,
  type CodeAction,
  CodeActionRequest,
  type Command,
  ConfigurationRequest,
  createProtocolConnection,
  type Diagnostic,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  ExecuteCommandRequest,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  RegistrationRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type WorkspaceEdit,
} from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';

const server = createRequire(import.meta.url).resolve('vscode-langservers-extracted/bin/vscode-eslint-language-server');

/** A problem as an editor underlines it; ESLint's messages are plain text. */
export type Squiggle = Diagnostic & { readonly message: string };

export interface Editor {
  /** What is in the editor now: the text that was opened with all edits since. */
  readonly text: () => string;
  readonly squiggles: () => Promise<Squiggle[]>;
  /** The light bulb: what can be done about a squiggle. */
  readonly actions: (squiggle: Squiggle) => Promise<CodeAction[]>;
  /** Chooses an action, as a click does: the server answers with edits, which are applied, and hears of the change. */
  readonly choose: (action: CodeAction) => Promise<void>;
  /** Types: the whole text becomes another one. */
  readonly type: (text: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Starts the server in a project, with the settings that VS Code has by default, and opens a text as one of its files. The text
 * need not have been saved.
 */
export async function openInEditor(
  project: string,
  file: string,
  languageId: 'javascript' | 'typescript',
  text: string,
): Promise<Editor> {
  // The mode of tests, in which the engine throws, is not the user's.
  const env = { ...process.env, HTTP_LEAK_THROW: '' };
  const child = spawn(process.execPath, [server, '--stdio'], { cwd: project, env, stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const folder = { name: path.basename(project), uri: pathToFileURL(project).href };
  const uri = pathToFileURL(path.join(project, file)).href;
  let document = TextDocument.create(uri, languageId, 1, text);

  connection.onRequest(ConfigurationRequest.type, ({ items }) =>
    items.map(() => ({ ...SETTINGS, workspaceFolder: folder })),
  );
  connection.onRequest(RegistrationRequest.type, () => undefined);
  connection.onRequest(ApplyWorkspaceEditRequest.type, async ({ edit }) => {
    await replace(TextDocument.applyEdits(document, editsOf(edit)));
    return { applied: true };
  });
  connection.listen();
  await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: folder.uri,
    workspaceFolders: [folder],
    capabilities: {
      workspace: { applyEdit: true, configuration: true, workspaceEdit: { documentChanges: true } },
      textDocument: {
        codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } },
        diagnostic: { dynamicRegistration: false },
      },
    },
  });
  await connection.sendNotification(InitializedNotification.type, {});
  await connection.sendNotification(DidOpenTextDocumentNotification.type, {
    textDocument: { uri, languageId, version: document.version, text },
  });

  async function replace(changed: string): Promise<void> {
    const version = document.version + 1;
    document = TextDocument.create(uri, languageId, version, changed);
    await connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version },
      contentChanges: [{ text: changed }],
    });
  }

  /** An edit for another file, or for another version of this one, would be a mistake of the server. */
  function editsOf({ documentChanges = [] }: WorkspaceEdit) {
    return documentChanges.flatMap((change) => {
      if (
        !('textDocument' in change) ||
        change.textDocument.uri !== uri ||
        change.textDocument.version !== document.version
      )
        throw new Error(`unexpected edit ${JSON.stringify(change)}`);
      return change.edits.filter((edit) => 'newText' in edit);
    });
  }

  return {
    text: () => document.getText(),
    type: replace,
    async squiggles() {
      const report = await connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
      return report.kind === 'full' ? (report.items as Squiggle[]) : [];
    },
    async actions(squiggle) {
      const actions = await connection.sendRequest(CodeActionRequest.type, {
        textDocument: { uri },
        range: squiggle.range,
        context: { diagnostics: [squiggle] },
      });
      return (actions ?? []).filter((action: Command | CodeAction): action is CodeAction => 'kind' in action);
    },
    async choose({ command }) {
      if (command === undefined) throw new Error('the action has no command');
      await connection.sendRequest(ExecuteCommandRequest.type, {
        command: command.command,
        ...(command.arguments && { arguments: command.arguments }),
      });
    },
    async close() {
      const exited = new Promise((resolve) => child.once('exit', resolve));
      await connection.sendRequest(ShutdownRequest.type);
      await connection.sendNotification(ExitNotification.type);
      await exited;
      connection.dispose();
    },
  };
}

const SETTINGS = {
  validate: 'on',
  packageManager: 'npm',
  useESLintClass: true,
  useFlatConfig: true,
  experimental: {},
  codeAction: { disableRuleComment: { enable: true, location: 'separateLine' }, showDocumentation: { enable: true } },
  codeActionOnSave: { mode: 'all' },
  format: false,
  quiet: false,
  onIgnoredFiles: 'off',
  options: {},
  rulesCustomizations: [],
  run: 'onType',
  problems: { shortenToSingleLine: false },
  nodePath: null,
  workingDirectory: { mode: 'location' },
};
