/** Prints what a fix writes: releases, and statements in several lines or in one. */
import type { AccessPath, Guard, PlannedRelease } from '../release/release.js';

/** A statement: a simple one without the semicolon that ends it (an empty text is an empty line), or blocks, each after a head. */
export type Statement = string | readonly Block[];

export interface Block {
  /** `if (!response.bodyUsed)`, `try` */
  readonly head: string;
  readonly body: readonly Statement[];
}

/** How a file is laid out, as far as statements go. */
export interface Style {
  readonly newline: string;
  /** One step of indentation. */
  readonly step: string;
  /** `;`, or nothing where the file does without. */
  readonly semicolon: string;
}

export const SWALLOW = '.catch(() => {})';

/** The globals that is written of: each has to mean the global where it is written. */
export const WRITTEN_GLOBALS: ReadonlySet<string> = new Set(['Promise', 'undefined', 'JSON']);

/** `outcome?.answer.body` */
export const printPath = ({ root, steps }: AccessPath): string =>
  root + steps.map(({ name, optional }) => (optional ? '?.' : '.') + name).join('');

/** The conditions of a release; null where it has none. */
export function printGuard(guard: readonly Guard[]): string | null {
  return guard.length === 0 ? null : guard.map((one) => printTest(one)).join(' && ');
}

function printTest(guard: Guard): string {
  switch (guard.kind) {
    case 'fulfilled':
      return `${guard.settled}.status === 'fulfilled'`;
    case 'present':
      return printPath(guard.path);
    case 'unread':
      return `!${printPath(guard.path)}`;
  }
}

/** What stands before and after the root of the receiver in the expression of a release. */
export function printAround(release: PlannedRelease): { readonly before: string; readonly behind: string } {
  const { receiver, call, helper, mayLack, guard, awaited, swallowed, pending } = release;
  if (pending) {
    const { promise, optional } = pending;
    const then = { ...promise, root: '', steps: [...promise.steps, { name: 'then', optional }] };
    const inner = printExpression({ ...release, guard: [], pending: null, swallowed: false });
    return {
      before: '',
      behind: `${printPath(then)}(${printCallback(receiver.root, inner, printGuard(guard))})${SWALLOW}`,
    };
  }
  const called = printPath({ root: '', steps: [...receiver.steps, ...call] });
  const waits = awaited ? 'await ' : '';
  const caught = swallowed ? SWALLOW : '';
  if (helper !== null) return { before: `${waits}${helper}(`, behind: `${called})${caught}` };
  return { before: waits, behind: `${called}${mayLack ? '?.' : ''}()${caught}` };
}

/** A release as an expression, without its conditions. */
export function printExpression(release: PlannedRelease): string {
  const { before, behind } = printAround(release);
  return before + (release.pending?.promise ?? release.receiver).root + behind;
}

/** `(response) => release`, under a condition where there is one. */
export const printCallback = (parameter: string, release: string, test: string | null = null): string =>
  `(${parameter}) => ${test === null ? release : `(${test} ? ${release} : undefined)`}`;

/** A callback that releases what it is given. Its caller waits for the release, unless that may take too long. */
export function printReleasing(parameter: string, release: PlannedRelease, semicolon: string): string {
  const expression = printExpression(release);
  return release.waits ? `(${parameter}) => { ${expression}${semicolon} }` : printCallback(parameter, expression);
}

/** A read that a repair writes: `res.text()`, with a handler where it may fail. */
export interface PlannedRead {
  readonly receiver: AccessPath;
  readonly method: string;
  /** The source of the handler of its rejection. */
  readonly fallback: string | null;
}

export const printRead = ({ receiver, method, fallback }: PlannedRead): string =>
  `${printPath(receiver)}.${method}()${fallback === null ? '' : `.catch(${fallback})`}`;

/** The result of a read at the place of its use. */
export interface KeptRead {
  readonly name: string;
  /** The name holds a text that the place needs parsed. */
  readonly isParsed: boolean;
  /** The type of the parse. */
  readonly type: string | null;
}

/** `text`, `JSON.parse(text)`, `JSON.parse(text) as User` */
export const printKept = ({ name, isParsed, type }: KeptRead): string =>
  (isParsed ? `JSON.parse(${name})` : name) + (type === null ? '' : ` as ${type}`);

/** A release as a statement. */
export function releaseStatement(release: PlannedRelease): Statement {
  const test = release.pending ? null : printGuard(release.guard);
  const expression = printExpression(release);
  return test === null ? expression : [{ head: `if (${test})`, body: [expression] }];
}

/** `await Promise.all([…])`: waiting for one of several releases alone would wait for the others. */
export function printTogether(releases: readonly PlannedRelease[], { canAwait, swallow }: JoinContext): string {
  const single = releases.map((release) => printExpression({ ...release, awaited: false, swallowed: false }));
  const isAwaited = canAwait && releases.every(({ waits }) => !waits);
  const isSwallowed = swallow || !isAwaited;
  return `${isAwaited ? 'await ' : ''}Promise.all([${single.join(', ')}])${isSwallowed ? SWALLOW : ''}`;
}

interface JoinContext {
  readonly canAwait: boolean;
  readonly swallow: boolean;
}

/** Statements line by line, without the indentation of the place. */
export function linesOf(statements: readonly Statement[], style: Style): string[] {
  return statements.flatMap((statement) => {
    if (statement === '') return [''];
    if (typeof statement === 'string') return [statement + style.semicolon];
    return [
      ...statement.flatMap(({ head, body }, index) => [
        `${index === 0 ? '' : '} '}${head} {`,
        ...linesOf(body, style).map((line) => (line === '' ? '' : style.step + line)),
      ]),
      '}',
    ];
  });
}

/** Statements in one line, which another statement may follow. */
export function inOneLine(statements: readonly Statement[], style: Style): string {
  return statements
    .filter((statement) => statement !== '')
    .map((statement) =>
      typeof statement === 'string'
        ? `${statement};`
        : statement.map(({ head, body }) => `${head} { ${bodyInOneLine(body, style)} }`).join(' '),
    )
    .join(' ');
}

/** The last statement of a block ends as statements of the file do. */
function bodyInOneLine(body: readonly Statement[], style: Style): string {
  const last = body.at(-1)!;
  return [
    ...(body.length > 1 ? [inOneLine(body.slice(0, -1), style)] : []),
    typeof last === 'string' ? last + style.semicolon : inOneLine([last], style),
  ].join(' ');
}
