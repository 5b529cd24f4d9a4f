/** For code scanning: SARIF 2.1.0 with one code flow per leaking path. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CodeFlow, Fix, Location, Log, Notification, Region, ReportingDescriptor, Result } from 'sarif';
import { fingerprint } from '../identity.js';
import type { Leak, Problem, ScanResult } from '../result.js';
import { plainJson } from '../visible.js';
import { pathsOf, placeFinder, type Place } from './witness.js';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';
const HOME = 'https://github.com/eslint-plugin-http-leak/eslint-plugin-http-leak';
const BASE = 'SRCROOT';

/** The description of a rule in SARIF. */
export interface RuleDescription {
  /** With the plugin's prefix. */
  readonly id: string;
  readonly description: string;
  /** Why it matters. */
  readonly why: string;
  /** What to do, in Markdown. */
  readonly help: string;
  readonly url?: string;
}

export interface SarifOptions {
  readonly cwd: string;
  readonly version: string;
  readonly rules: readonly RuleDescription[];
  /** False if a part of the requested files could not be scanned. */
  readonly complete: boolean;
}

/** Formats the result as a SARIF log; files below `cwd` are given relative to `SRCROOT`. */
export function formatSarif(result: ScanResult, { cwd, version, rules, complete }: SarifOptions): string {
  const log: Log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'http-leak', version, informationUri: HOME, rules: rules.map(toDescriptor) } },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [BASE]: { uri: `${pathToFileURL(cwd).href}/` } },
        invocations: [
          {
            executionSuccessful: complete,
            toolExecutionNotifications: result.problems.map((problem) => toNotification(problem, cwd)),
          },
        ],
        results: result.leaks.map((leak) => toResult(leak, rules, cwd)),
      },
    ],
  };
  return `${plainJson(log)}\n`;
}

function toDescriptor({ id, description, why, help, url }: RuleDescription): ReportingDescriptor {
  const more = url === undefined ? '' : `\n\n[More about this rule](${url})`;
  return {
    id,
    name: id.replace(/^.*\//, '').replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: sentence(description) },
    fullDescription: { text: why },
    help: { text: `${why}\n\n${help}`, markdown: `${why}\n\n${help}${more}` },
    properties: { tags: ['reliability', 'http'], precision: 'high', 'problem.severity': 'error' },
    defaultConfiguration: { level: 'error' },
    ...(url === undefined ? {} : { helpUri: url }),
  };
}

function toResult(leak: Leak, rules: readonly RuleDescription[], cwd: string): Result {
  return {
    ruleId: leak.ruleId,
    ruleIndex: rules.findIndex((rule) => rule.id === leak.ruleId),
    level: 'error',
    message: { text: leak.message },
    locations: [toLocation(leak.file, leak, cwd)],
    partialFingerprints: {
      'httpLeak/v1': fingerprint(leak.ruleId, path.relative(cwd, leak.file).split(path.sep).join('/'), leak.identity),
    },
    codeFlows: toCodeFlows(leak, cwd),
    ...(leak.repair && leak.repair.edits.length > 0 ? { fixes: [toFix(leak, leak.repair, cwd)] } : {}),
  };
}

function toFix({ file, text }: Leak, { verdict, title, reason, edits }: NonNullable<Leak['repair']>, cwd: string): Fix {
  const placeOf = placeFinder(text);
  return {
    description: { text: verdict === 'safe' ? sentence(title) : `${sentence(title)} ${sentence(reason)}` },
    artifactChanges: [
      {
        artifactLocation: toArtifact(file, cwd),
        replacements: edits.map((edit) => ({
          deletedRegion: toRegion(placeOf(edit.range)),
          insertedContent: { text: edit.text },
        })),
      },
    ],
  };
}

const sentence = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1).replace(/\.$/, '')}.`;

function toCodeFlows(leak: Leak, cwd: string): CodeFlow[] {
  return pathsOf(leak, cwd).map((steps) => ({
    threadFlows: [
      {
        locations: steps.map((step) => ({
          location: { ...toLocation(leak.file, step, cwd), message: { text: step.text } },
        })),
      },
    ],
  }));
}

function toNotification(problem: Problem, cwd: string): Notification {
  const region: Region | undefined =
    problem.line === undefined ? undefined : { startLine: problem.line, startColumn: Math.max(problem.column ?? 1, 1) };
  return {
    level: problem.kind === 'internal' || problem.kind === 'unreadable' ? 'error' : 'warning',
    message: { text: problem.message },
    ...(problem.file === undefined
      ? {}
      : {
          locations: [
            { physicalLocation: { artifactLocation: toArtifact(problem.file, cwd), ...(region ? { region } : {}) } },
          ],
        }),
  };
}

function toLocation(file: string, place: Place, cwd: string): Location {
  return {
    physicalLocation: {
      artifactLocation: toArtifact(file, cwd),
      region: toRegion(place),
    },
  };
}

const toRegion = ({ line, column, endLine, endColumn }: Place): Region => ({
  startLine: line,
  startColumn: column,
  endLine,
  endColumn,
});

function toArtifact(file: string, cwd: string): { uri: string; uriBaseId?: string } {
  const relative = path.relative(cwd, file);
  if (relative.startsWith('..') || path.isAbsolute(relative)) return { uri: pathToFileURL(file).href };
  return { uri: relative.split(path.sep).map(encodeURIComponent).join('/'), uriBaseId: BASE };
}
