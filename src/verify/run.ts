/**
 * A run of a test runner, which may have a process for each file: each process appends what its tests left to one file, and the first
 * process prints the summary when it exits. The path of that file is in the environment, which the other processes inherit.
 */
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { orElse, wordsOf } from './contain.js';
import { groupBy } from './group-by.js';
import { listenTo } from './listen.js';
import type { LeakedAgent, LeakedBody, Leaks } from './leaks.js';
import { explainCommand, placeOf } from './place.js';
import { count, RULES } from './report.js';
import { requestOf } from './snapshot.js';
import { toStandardError } from './stderr.js';
import { printable } from './url.js';

/** The file of the run. */
const RUN = 'HTTP_LEAK_RUN';
/** Where the summary is written as JSON. */
const JSON_FILE = 'HTTP_LEAK_JSON';
const INDENT = ' '.repeat(8);

/** A test of which something is known that the summary tells. */
export interface Told {
  readonly test: string;
  /** Relative to the folder of the run, if the runner tells. */
  readonly file: string | null;
  /** What it left open; null if that was not checked, because tests overlapped. */
  readonly leaks: Leaks | null;
}

/** What was acquired at one place. */
export interface Group {
  readonly rule: (typeof RULES)[keyof typeof RULES];
  /** Responses or agents. */
  readonly left: number;
  /** The requests, or the kinds of agents, at most five. */
  readonly what: readonly string[];
  /** Innermost first. */
  readonly stack: readonly string[];
  /** The command that explains the place; null if the stack has none. */
  readonly explain: string | null;
  readonly tests: readonly string[];
}

/** The summary, as the JSON file has it. */
export interface Summary {
  /** Tests that left something open. */
  readonly tests: number;
  readonly responses: number;
  readonly agents: number;
  readonly stalled: number;
  /** By place, most first. */
  readonly groups: readonly Group[];
  /** Tests that were not checked, because they ran at the same time as others of their process. */
  readonly unchecked: readonly string[];
}

/** Begins a run, unless this process belongs to one that has begun; its summary is printed when this process exits. */
export function beginRun(): void {
  if (process.env[RUN]) return;
  const folder = orElse(() => mkdtempSync(path.join(tmpdir(), 'http-leak-run-')), undefined);
  if (folder === undefined) return;
  const file = path.join(folder, 'tests.jsonl');
  process.env[RUN] = file;
  listenTo(process, 'exit', () => {
    orElse(() => endRun(file), undefined);
    orElse(() => rmSync(folder, { recursive: true, force: true }), undefined);
  });
}

/** Records a test for the summary. */
export function tell(told: Told): void {
  const file = process.env[RUN];
  if (file) orElse(() => appendFileSync(file, `${JSON.stringify(told)}\n`), undefined);
}

function endRun(file: string): void {
  const lines = orElse(() => readFileSync(file, 'utf8').split('\n'), []);
  // A process that was killed may have written a part of its last line.
  const told = lines.flatMap((line) => orElse(() => [JSON.parse(line) as Told], []));
  const summary = summaryOf(told);
  if (told.length > 0) toStandardError(`\n${textOf(summary)}\n`);
  const to = process.env[JSON_FILE];
  if (!to) return;
  try {
    writeFileSync(to, `${JSON.stringify(summary, null, 2)}\n`);
  } catch (error) {
    toStandardError(`http-leak: ${JSON_FILE} cannot be written: ${wordsOf(error)}\n`);
  }
}

export function summaryOf(told: readonly Told[]): Summary {
  const leaking = told.filter(({ leaks }) => leaks !== null);
  const all = leaking.flatMap(({ leaks }) => leaks ?? []);
  const left = leaking.flatMap((one) => [
    ...(one.leaks?.bodies ?? []).map((item) => ({ one, item, rule: RULES.body, what: requestOf(item), n: 1 })),
    ...(one.leaks?.agents ?? []).map((item) => ({ one, item, rule: RULES.agent, what: agentOf(item), n: 1 })),
  ]);
  const groups = groupBy(left, ({ item, rule, what }) =>
    [rule, ...(item.stack.length > 0 ? item.stack : [what])].join('\n'),
  );
  return {
    tests: leaking.length,
    responses: all.reduce((sum, { bodies }) => sum + bodies.length, 0),
    agents: all.reduce((sum, { agents }) => sum + agents.length, 0),
    stalled: all.reduce((sum, { stalled }) => sum + stalled.length, 0),
    groups: [...groups.values()].map(groupOf).sort((a, b) => b.left - a.left),
    unchecked: told.filter(({ leaks }) => leaks === null).map(nameOf),
  };
}

function groupOf(
  those: readonly { one: Told; item: LeakedBody | LeakedAgent; rule: Group['rule']; what: string }[],
): Group {
  const [{ item, rule }] = those as [(typeof those)[number]];
  const place = placeOf(item.stack);
  return {
    rule,
    left: those.length,
    what: [...new Set(those.map(({ what }) => what))].slice(0, 5),
    stack: item.stack,
    explain: place ? explainCommand(place) : null,
    tests: [...new Set(those.map(({ one }) => nameOf(one)))],
  };
}

function agentOf({ kind, idle }: LeakedAgent): string {
  return `${kind}: idle connections to ${[...new Set(idle)].join(', ')}`;
}

function nameOf({ test, file }: Told): string {
  return printable(file === null ? test : `${file} > ${test}`);
}

/** The summary for people. */
export function textOf({ tests, responses, agents, stalled, groups, unchecked }: Summary): string {
  const left = [
    count(responses, 'response', 'responses'),
    ...(agents > 0 ? [count(agents, 'agent', 'agents')] : []),
    ...(stalled > 0 ? [`${count(stalled, 'pool', 'pools')} stalled`] : []),
  ];
  const head = tests === 0 ? [] : [`http-leak: ${count(tests, 'test', 'tests')} left ${left.join(', ')} open`];
  const sections = groups.flatMap((group) => [
    '',
    `${String(group.left).padStart(6)}  ${group.what[0]}`,
    ...group.what.slice(1).map((what) => `${INDENT}${what}`),
    ...group.stack.map((frame) => `${INDENT}  ${frame}`),
    ...(group.explain === null ? [] : [`${INDENT}${group.explain}`]),
    ...group.tests.map((test) => `${INDENT}in: ${test}`),
  ]);
  const rest =
    unchecked.length === 0
      ? []
      : [
          `http-leak: ${count(unchecked.length, 'test was', 'tests were')} not checked, because tests of one process ran at the same time`,
          ...unchecked.slice(0, 5).map((test) => `${INDENT}${test}`),
        ];
  return [...head, ...sections, ...rest, ''].join('\n');
}
