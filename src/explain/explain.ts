/** Explains why a site is or is not reported, from the runs that the rules are based on. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { CfgRoot } from '../cfg/index.js';
import { analyzeFile, inferenceFor, type AnalysisOptions } from '../findings/analyze-file.js';
import { snippet } from '../findings/exits.js';
import type { Finding } from '../findings/finding.js';
import { exitText, messageOf } from '../findings/wording.js';
import { acquireByName } from '../protocols/index.js';
import { callIndexOf, type CallIndex } from '../summaries/call-index.js';
import { entryKey } from '../summaries/callee-entry.js';
import type { Summaries } from '../summaries/summaries.js';
import { unwrap } from '../syntax/nodes.js';
import type { SourceFile, Unit } from '../syntax/unit.js';
import type { Call } from '../typestate/context.js';
import { effectsOf, type CallEffect } from '../typestate/effects.js';
import { refKey } from '../typestate/refs.js';
import type { AcquireSite } from '../typestate/state.js';
import { repairText } from './repairs.js';
import { Trace, type Called } from './trace.js';
import { EFFECTS, endingText, nameOfFunction, settlementText, summaryText } from './words.js';

/**
 * Explains every call on a line, and every response parameter of a listener there.
 *
 * @param line 1-based
 * @returns lines of text; never empty
 */
export function explainLine(source: SourceFile, options: AnalysisOptions, line: number): string[] {
  const explainer = new Explainer(source, options);
  const lines = explainer.line(line);
  return lines.length > 0 ? lines : [`line ${line}: no call starts here`, ...explainer.elsewhere()];
}

/**
 * The graph of every function that acquires a resource, and of the functions that get it, with the states at each block
 * and the known facts about each call.
 */
export function explainFunctions(source: SourceFile, options: AnalysisOptions): string[] {
  return new Explainer(source, options).functions();
}

/** The maximum depth of callees. */
const MAX_DEPTH = 3;

class Explainer {
  readonly #source: SourceFile;
  readonly #options: AnalysisOptions;
  readonly #unit: Unit;
  readonly #summaries: Summaries;
  readonly #calls: CallIndex;
  readonly #findings: readonly Finding[];
  readonly #traces = new Map<CfgRoot, Trace>();

  constructor(source: SourceFile, options: AnalysisOptions) {
    this.#source = source;
    this.#options = options;
    this.#findings = analyzeFile(source, options).findings;
    const { unit, summaries } = inferenceFor(source, options);
    this.#unit = unit;
    this.#summaries = summaries;
    this.#calls = callIndexOf(unit, summaries.oracle);
  }

  line(line: number): string[] {
    const paragraphs: string[][] = [];
    for (const [root, calls] of this.#calls.byRoot) {
      const [parameter] = 'params' in root ? root.params : [];
      if (parameter?.loc.start.line === line)
        for (const { acquisition } of this.#calls.listeners.get(root) ?? [])
          paragraphs.push(this.#site(root, parameter, acquisition.client, 'the response parameter of a listener'));
      const asked = calls.filter((call) => call.loc.start.line === line);
      const acquiring = asked.filter((call) => this.#acquires(call));
      for (const call of acquiring.length > 0 ? acquiring : asked) paragraphs.push(this.#call(root, call));
    }
    for (const finding of this.#findings)
      if (finding.line === line && finding.cause)
        paragraphs.push([
          `line ${line}  reported by http-leak/${finding.rule}`,
          `  ${messageOf(finding)}`,
          ...this.#repair(finding),
        ]);
    return paragraphs.flatMap((paragraph, index) => (index === 0 ? paragraph : ['', ...paragraph]));
  }

  /** The lines on which the file acquires a resource, if the given line has none. */
  elsewhere(): string[] {
    const lines = [...this.#calls.byRoot.values()]
      .flat()
      .filter((call) => this.#acquires(call))
      .map((call) => call.loc.start.line);
    return lines.length > 0
      ? [`this file acquires something on line ${[...new Set(lines)].sort((a, b) => a - b).join(', ')}`]
      : ['this file acquires nothing'];
  }

  functions(): string[] {
    const traces = [...this.#calls.byRoot]
      .filter(([root, calls]) => this.#calls.listeners.has(root) || calls.some((call) => this.#acquires(call)))
      .sort(([a], [b]) => a.range[0] - b.range[0])
      .map(([root]) => this.#trace(root));
    const lines = [...traces, ...this.#given(traces)].flatMap((trace) => ['', ...this.#function(trace)]);
    return lines.length > 0 ? lines.slice(1) : this.elsewhere();
  }

  /** The functions that get a resource from others, with the traces of all calls. */
  #given(traces: readonly Trace[]): Iterable<Trace> {
    const given = new Map<CfgRoot, Trace>();
    const seen = new Set<string>();
    const queue = [...traces].flatMap(({ called }) => called);
    for (const one of queue) {
      const { node, unit } = one.callee;
      const key = `${unit.filename} ${node.range[0]} ${entryKey(one.callee, one.entry)}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const trace = given.get(node) ?? new Trace(unit, node);
      given.set(node, trace);
      const known = trace.called.length;
      trace.enter(this.#summaries, one);
      queue.push(...trace.called.slice(known));
    }
    return given.values();
  }

  #function(trace: Trace): string[] {
    const { unit, root } = trace;
    const calls = callIndexOf(unit, this.#summaries.oracle).byRoot.get(root) ?? [];
    const where = unit === this.#unit ? `line ${root.loc.start.line}` : this.#place(unit, root);
    return [
      `== ${nameOfFunction(root)}, ${where}`,
      trace.print(this.#summaries) ?? this.#givenUp(root),
      ...(calls.length > 0 ? ['', 'calls:'] : []),
      ...calls
        .toSorted((a, b) => a.range[1] - b.range[1])
        .map((call) => `  line ${call.loc.start.line}  ${snippet(unit, call)}: ${this.#answer(trace, call)}`),
    ];
  }

  /** The acquisition of a call, the effect of the function that it runs, and the effect on the resource. */
  #answer({ unit, called, settled }: Trace, call: Call): string {
    const { oracle } = this.#summaries;
    const [acquired] = this.#summaries.acquired(unit, call);
    if (acquired)
      return `acquires ${refKey(acquired.value)} from \`${acquired.site.client}\`, ${this.#origin(unit, call)}`;
    const effects = effectsOf(unit, oracle, call).map((effect) => this.#effect(effect));
    const name = oracle.calleeName(unit, call);
    const given = called.filter(({ node }) => node === call).map(({ summary }) => summaryText(summary));
    const ended = settled.filter(({ node }) => node === call).map(({ ending }) => endingText(ending));
    const does = effects.length > 0 ? effects.join(', else ') : name === null ? null : `\`${name}\``;
    const parts = [
      ...(does === null ? [] : [does]),
      ...(given.length > 0 ? given.map((one) => `which ${one}`) : ended),
    ];
    return parts.length > 0 ? [...new Set(parts)].join(', ') : 'no function that can be analysed';
  }

  #effect(effect: CallEffect): string {
    if (effect.kind !== 'runs') return EFFECTS[effect.kind];
    const { node, unit } = effect.callee;
    return `runs \`${nameOfFunction(node)}\` (${this.#place(unit, node)})`;
  }

  #call(root: CfgRoot, call: Call): string[] {
    const acquired = this.#summaries.acquired(this.#unit, call);
    const wrong = this.#summaries.oracle
      .tags(this.#unit, call)
      .flatMap((tag) => (tag.kind === 'wrong' ? [`  a tag of its declaration is ignored: ${tag.problem}`] : []));
    if (acquired.length === 0) return [this.#head(call), `  acquires nothing: ${this.#whyNot(call)}`, ...wrong];
    const source = this.#origin(this.#unit, call);
    return [...acquired.flatMap(({ site }) => this.#site(root, site.node, site.client, source)), ...wrong];
  }

  #site(root: CfgRoot, node: TSESTree.Node, client: string, source: string): string[] {
    const isThis = ({ site }: { readonly site: AcquireSite | null }): boolean => site?.node === node;
    const lines = [this.#head(node), `  acquires from \`${client}\`: ${source}`];
    if (this.#summaries.graphs.whyGivenUp(root) !== undefined)
      return [...lines, `  not reported: ${this.#givenUp(root)}`];
    const { leaks, uncertain, given } = this.#summaries.own(this.#unit, root);
    const finding = leakAt(this.#findings, node);
    lines.push(
      finding
        ? `  reported by http-leak/${finding.rule}`
        : `  not reported: ${this.#whySilent(leaks.some(isThis), uncertain.includes(node), node)}`,
    );
    for (const exit of finding?.exits ?? []) {
      lines.push(`  left open ${exitText(exit)}`);
      for (const step of exit.path) lines.push(`    line ${step.line}: ${step.text}`);
      for (const holder of exit.holders) lines.push(`    still reached by \`${holder.expression}\``);
    }
    const trace = this.#trace(root);
    const handed = given.some(isThis) ? ['  handed to the callers of the function, which then own it'] : [];
    return [
      ...lines,
      ...this.#settled(trace, '  ', isThis),
      ...handed,
      ...this.#called(
        trace.called.filter(({ entry }) => isThis(entry)),
        '  ',
        0,
      ),
      ...(finding ? this.#repair(finding) : []),
    ];
  }

  /** Where the duty ends on the paths of a function. */
  #settled(
    { unit, settled }: Trace,
    indent: string,
    isMeant: (state: { readonly site: AcquireSite | null }) => boolean,
  ): string[] {
    const lines = settled
      .filter(({ state }) => isMeant(state))
      .map(
        ({ node, ending }) => `${indent}ended on line ${node.loc.start.line}: ${settlementText(unit, node, ending)}`,
      );
    return [...new Set(lines)];
  }

  /** The effects of functions that get the resource, directly or from another function. */
  #called(called: readonly Called[], indent: string, depth: number): string[] {
    const paragraphs = called.map((one) => {
      const { callee, node, summary } = one;
      const name = `\`${nameOfFunction(callee.node)}\` (${this.#place(callee.unit, callee.node)})`;
      const line = `${indent}passed on line ${node.loc.start.line} to ${name}, which ${summaryText(summary)}`;
      if (!summary || depth === MAX_DEPTH) return line;
      const inner = new Trace(callee.unit, callee.node).enter(this.#summaries, one);
      const more = `${indent}  `;
      return [line, ...this.#settled(inner, more, () => true), ...this.#called(inner.called, more, depth + 1)].join(
        '\n',
      );
    });
    return [...new Set(paragraphs)].flatMap((paragraph) => paragraph.split('\n'));
  }

  #repair(finding: Finding): string[] {
    const lines = repairText(this.#source, this.#findings, finding, this.#options);
    return lines.map((line) => `  ${line}`);
  }

  #whySilent(isLost: boolean, isUncertain: boolean, node: TSESTree.Node): string {
    if (isUncertain)
      return 'too many states were merged at one point, and only a path that may be impossible leaves it open';
    if (isLost) return 'no request was made with it';
    const strictly = analyzeFile(this.#source, { ...this.#options, strict: true }).findings;
    return leakAt(strictly, node)
      ? 'it is left open only if a call throws (`--strict` reports that)'
      : 'no path leaves it open';
  }

  #acquires(call: Call): boolean {
    return this.#summaries.acquired(this.#unit, call).length > 0;
  }

  #head(node: TSESTree.Node): string {
    return `line ${node.loc.start.line}  ${snippet(this.#unit, node)}`;
  }

  #givenUp(root: CfgRoot): string {
    return `the analysis of the function was stopped (${this.#summaries.graphs.whyGivenUp(root) ?? 'no reason known'})`;
  }

  /** The source of the acquisition. */
  #origin(unit: Unit, call: Call): string {
    const { oracle } = this.#summaries;
    const name = oracle.calleeName(unit, call);
    if (name !== null && acquireByName(name)) return `its name resolves to \`${name}\``;
    if (oracle.isDeclared(unit, call)) return 'your settings, or a tag of its declaration, say so';
    if (oracle.acquisition(unit, call)) return 'by the type of the called function';
    const provider = call.type === 'CallExpression' ? oracle.provider(unit, call) : null;
    return provider?.kind === 'function'
      ? `\`${nameOfFunction(provider.node)}\` (${this.#place(provider.unit, provider.node)}) returns it`
      : 'a callback in the call returns it';
  }

  #whyNot(call: Call): string {
    const { oracle } = this.#summaries;
    const definition = oracle.definition(this.#unit, unwrap(call.callee));
    if (definition?.kind === 'function')
      return `\`${nameOfFunction(definition.node)}\` (${this.#place(definition.unit, definition.node)}) returns nothing that has to be released`;
    const acquisition = oracle.acquisition(this.#unit, call);
    if (acquisition?.gives === 'callback') return 'it is the parameter of a listener that gets the response';
    const name = oracle.calleeName(this.#unit, call);
    if (name !== null && acquireByName(name))
      return `\`${name}\` with these arguments returns no open body (a HEAD request, or a request without a listener)`;
    if (name === null)
      return this.#unit.services
        ? 'neither scopes nor types tell which function is called'
        : 'the scopes of the file do not tell which function is called';
    return `\`${name}\` is not a known client`;
  }

  #place(unit: Unit, node: TSESTree.Node): string {
    return unit === this.#unit ? `line ${node.loc.start.line}` : `${unit.filename}:${node.loc.start.line}`;
  }

  #trace(root: CfgRoot): Trace {
    let trace = this.#traces.get(root);
    if (!trace) this.#traces.set(root, (trace = Trace.of(this.#summaries, this.#unit, root)));
    return trace;
  }
}

/** The finding of the resource that is acquired at the node. */
const leakAt = (findings: readonly Finding[], node: TSESTree.Node): Finding | undefined =>
  findings.find(({ range, cause }) => !cause && range[0] <= node.range[0] && node.range[1] <= range[1]);
