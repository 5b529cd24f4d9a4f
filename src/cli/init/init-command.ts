/** `http-leak init`: adds the plugin to the ESLint configuration of a project, or gives it one. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { realpathSync } from 'node:fs';
import path from 'node:path';
import picocolors from 'picocolors';
import type { InitArguments } from '../args.js';
import { usesColor, type Environment } from '../environment.js';
import { readRegularFile, reason, whyUnreadable } from '../files.js';
import { createFile, replaceFile } from '../migration/swap.js';
import { displayPath, shownPath } from '../paths.js';
import { formatDiff } from '../reporters/diff.js';
import { print, visible } from '../visible.js';
import { describeProject, legacyAdvice, nextSteps, tooOld } from './advice.js';
import { Questions } from './ask.js';
import { addPlugin, linesToAdd, PLUGIN } from './edit.js';
import { findConfig, type FoundConfig } from './find-config.js';
import { NEW_CONFIG, newConfig } from './minimal.js';
import { installCommand, installWords } from './packages.js';
import { lookAt, type Project } from './project.js';

const MARK = '\uFEFF';

/** A file to write. */
interface Change {
  readonly file: string;
  /** Null if the file is new. */
  readonly before: string | null;
  readonly after: string;
  /** What it loads. */
  readonly packages: readonly string[];
}

/** What is to do, or why nothing can be done. */
type Plan = { readonly change: Change } | { readonly present: string } | { readonly refused: readonly string[] };

/** Returns the exit code: 0 it is set up, 1 it is not because the user did not say yes, 2 it cannot be. Throws errors for the user. */
export async function runInit(args: InitArguments, surroundings: Environment): Promise<0 | 1 | 2> {
  const { cwd, stdout, stderr } = surroundings;
  const found = findConfig(cwd);
  const project = lookAt(found ? projectFolder(found.file, cwd) : cwd);
  say(stdout, describeProject(project, found?.file ?? null, cwd));
  const plan = await planFor(project, found, cwd);
  if ('refused' in plan) {
    say(stderr, ...plan.refused);
    return 2;
  }
  const questions = new Questions(surroundings);
  try {
    if ('present' in plan) say(stdout, `${plan.present} is already set up: it loads ${PLUGIN}`);
    else if (!(await writeOnYes(plan.change, args, questions, surroundings))) return 1;
    const packages = missing(project, 'change' in plan ? plan.change.packages : [PLUGIN]);
    const isComplete = packages.length === 0 || (await install(args, project, packages, questions, surroundings));
    say(stdout, ...nextSteps(project, 'change' in plan ? plan.change.after : null));
    return isComplete ? 0 : 2;
  } finally {
    questions.close();
  }
}

function say(stream: Environment['stdout'], ...lines: readonly string[]): void {
  print(stream, lines.map((line) => `${line}\n`).join(''));
}

async function planFor(project: Project, found: FoundConfig | null, cwd: string): Promise<Plan> {
  const objection = tooOld(project);
  if (objection !== null) return { refused: [objection] };
  if (!found) return { change: await planNew(project) };
  return found.kind === 'legacy' ? { refused: legacyAdvice(found.file, project, cwd) } : planEdit(found.file, cwd);
}

/** Shows a change, and writes it if a person or an option says yes. */
async function writeOnYes(
  change: Change,
  { yes, dryRun, color }: InitArguments,
  questions: Questions,
  { cwd, env, stdout }: Environment,
): Promise<boolean> {
  const { file, before, after } = change;
  const colors = picocolors.createColors(usesColor(color !== false, env, stdout));
  say(stdout, '', formatDiff(displayPath(file, cwd), before, after, colors).trimEnd(), '');
  if (dryRun) return false;
  if (!yes && !(await questions.isYes(`Write ${shownPath(file, cwd)}?`))) {
    say(stdout, 'nothing was written; to write it without a question: http-leak init --yes');
    return false;
  }
  const problem = write(change);
  if (problem !== null) throw new Error(`${displayPath(file, cwd)} was not written: ${problem}`);
  say(stdout, `written: ${shownPath(file, cwd)}`);
  return true;
}

/** Where the packages of a configuration are installed: in its folder, or where the command runs if that is above it. */
function projectFolder(config: string, cwd: string): string {
  const folder = path.dirname(config);
  return path.relative(cwd, folder).startsWith('..') ? folder : cwd;
}

async function planNew(project: Project): Promise<Change> {
  const { text, packages } = await newConfig(project);
  return { file: path.join(project.folder, NEW_CONFIG), before: null, after: text, packages };
}

async function planEdit(given: string, cwd: string): Promise<Plan> {
  let file: string;
  let before: string;
  try {
    file = realpathSync(given);
    before = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await readRegularFile(file));
  } catch (error) {
    return { refused: [`${shownPath(given, cwd)} cannot be read: ${visible(whyUnreadable(error, given, cwd))}`] };
  }
  const mark = before.startsWith(MARK) ? MARK : '';
  const edited = addPlugin(before.slice(mark.length), file);
  if (edited === 'present') return { present: shownPath(given, cwd) };
  if ('text' in edited) return { change: { file, before, after: mark + edited.text, packages: [PLUGIN] } };
  const shown = shownPath(given, cwd);
  return {
    refused: [
      `${shown} was not changed: ${visible(edited.unknown)}`,
      'Add these lines to it:',
      '',
      ...linesToAdd(/\.c[jt]s$/.test(file) || /\bmodule\.exports\b/.test(before) ? 'commonjs' : 'esm').map(
        (line) => `  ${line}`,
      ),
      '',
    ],
  };
}

function write({ file, before, after }: Change): string | null {
  const token = randomBytes(8).toString('hex');
  return before === null
    ? createFile(file, token, Buffer.from(after))
    : replaceFile(file, token, Buffer.from(before), Buffer.from(after));
}

/** The packages to install: those that the manifest does not name. */
function missing(project: Project, needed: readonly string[]): string[] {
  return [...(project.eslint?.isInstalled || project.eslint?.isDeclared ? [] : ['eslint']), ...needed].filter(
    (name) => !project.declares(name),
  );
}

/** Prints the command that installs packages, or runs it if that was requested. Returns false if it failed. */
async function install(
  args: InitArguments,
  { manager, folder }: Project,
  packages: readonly string[],
  questions: Questions,
  { cwd, stdout, stderr, env }: Environment,
): Promise<boolean> {
  const command = visible(installCommand(manager, packages, folder, cwd));
  if (!args.install || !(args.yes || (await questions.isYes(`Run \`${command}\`?`)))) {
    print(stdout, `install: ${command}\n`);
    return true;
  }
  print(stdout, `running: ${command}\n`);
  const [program, ...words] = installWords(manager, packages);
  const failure = await new Promise<string | null>((resolve) => {
    // On Windows the package managers are scripts for the shell; the words are fixed names.
    const child = spawn(program!, words, { cwd: folder, env, stdio: 'inherit', shell: process.platform === 'win32' });
    child.once('error', (error) => resolve(reason(error)));
    child.once('exit', (code, signal) => resolve(code === 0 ? null : `it ended with ${code ?? signal}`));
  });
  if (failure !== null) print(stderr, `http-leak: \`${command}\` failed: ${visible(failure)}\n`);
  return failure === null;
}
