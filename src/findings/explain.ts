/** Why a site is or is not reported: the analysis run once more with somebody watching, put into words. */
import type { TSESTree } from '@typescript-eslint/utils';
import { printGraph, type CfgRoot } from '../cfg/index.js';
import { acquireByName } from '../protocols/index.js';
import { NO_SETTINGS } from '../protocols/settings.js';
import { callIndexOf } from '../summaries/call-index.js';
import { Summaries } from '../summaries/summaries.js';
import { unwrap } from '../syntax/nodes.js';
import { Unit, type SourceFile } from '../syntax/unit.js';
import type { Call, Entry, FunctionDefinition, Summary } from '../typestate/context.js';
import type { RunResult } from '../typestate/run.js';
import type { AcquireSite, State } from '../typestate/state.js';
import type { Ending } from '../typestate/step.js';
import { analyzeFile, type AnalysisOptions } from './analyze-file.js';
import { nameOfFunction, settlementText, stateText, summaryText } from './explain-words.js';
import { snippet } from './exits.js';
import type { Finding } from './finding.js';
import { exitText, messageOf } from './wording.js';

/**
 * Explains every call on a line, and every response parameter of a listener there.
 *
 * @param line 1-based
 * @returns lines of text; never empty
 */
export function explainLine(source: Omit<SourceFile, 'filename'>, options: AnalysisOptions, line: number): string[] {
  const explainer = new Explainer(source, options);
  const lines = explainer.line(line);
  return lines.length > 0 ? lines : [`line ${line}: no call starts here`, ...explainer.elsewhere()];
}

/** The graph of every function that acquires something, with the states that come to each block. */
export function explainFunctions(source: Omit<SourceFile, 'filename'>, options: AnalysisOptions): string[] {
  return new Explainer(source, options).functions();
}

interface Trace {
  readonly settled: {
    readonly state: State;
    readonly node: TSESTree.Node;
    readonly ending: Ending;
  }[];
  readonly called: { readonly site: AcquireSite; readonly text: string }[];
  readonly states: Map<number, Set<string>>;
  readonly result: RunResult | null;
  readonly graph: string | null;
}

class Explainer {
  readonly #unit: Unit;
  readonly #summaries: Summaries;
  readonly #findings: readonly Finding[];
  /** What `strict` would report. */
  readonly #strictly: () => readonly Finding[];
  readonly #traces = new Map<CfgRoot, Trace>();

  constructor(source: Omit<SourceFile, 'filename'>, options: AnalysisOptions) {
    const { ast, text, scopeManager, visitorKeys, parserServices, parser } = source;
    const given = new Unit(
      { ast, text, scopeManager, visitorKeys, parserServices, parser, filename: options.filename },
      options.types,
    );
    this.#summaries = new Summaries(given, options.strict, options.settings ?? NO_SETTINGS);
    this.#unit = this.#summaries.oracle.adopt(given);
    this.#findings = analyzeFile(source, options).findings;
    this.#strictly = () => analyzeFile(source, { ...options, strict: true }).findings;
  }

  line(line: number): string[] {
    const paragraphs: string[][] = [];
    const { byRoot, listeners } = callIndexOf(this.#unit, this.#summaries.oracle);
    for (const [root, calls] of byRoot) {
      const [parameter] = 'params' in root ? root.params : [];
      if (parameter?.loc.start.line === line)
        for (const { acquisition } of listeners.get(root) ?? [])
          paragraphs.push(this.#site(root, parameter, acquisition.client, 'the response parameter of a listener'));
      const asked = calls.filter((call) => call.loc.start.line === line);
      const acquiring = asked.filter((call) => this.#summaries.acquired(this.#unit, call).length > 0);
      for (const call of acquiring.length > 0 ? acquiring : asked) paragraphs.push(this.#call(root, call));
    }
    for (const finding of this.#findings)
      if (finding.line === line && finding.cause)
        paragraphs.push([`line ${line}  reported by http-leak/${finding.rule}`, `  ${messageOf(finding)}`]);
    return paragraphs.flatMap((paragraph, index) => (index === 0 ? paragraph : ['', ...paragraph]));
  }

  /** Where the file acquires something, for who has asked about the wrong line. */
  elsewhere(): string[] {
    const { byRoot } = callIndexOf(this.#unit, this.#summaries.oracle);
    const lines = [...byRoot.values()]
      .flat()
      .filter((call) => this.#summaries.acquired(this.#unit, call).length > 0)
      .map((call) => call.loc.start.line);
    return lines.length > 0
      ? [`this file acquires something on line ${[...new Set(lines)].sort((a, b) => a - b).join(', ')}`]
      : ['this file acquires nothing'];
  }

  functions(): string[] {
    const { byRoot, listeners } = callIndexOf(this.#unit, this.#summaries.oracle);
    const lines: string[] = [];
    for (const [root, calls] of [...byRoot].sort(([a], [b]) => a.range[0] - b.range[0])) {
      if (!listeners.has(root) && !calls.some((call) => this.#summaries.acquired(this.#unit, call).length > 0))
        continue;
      const { graph } = this.#trace(root);
      if (lines.length > 0) lines.push('');
      lines.push(`== ${nameOfFunction(root)}, line ${root.loc.start.line}`, graph ?? this.#givenUp(root));
    }
    return lines.length > 0 ? lines : this.elsewhere();
  }

  #call(root: CfgRoot, call: Call): string[] {
    const acquired = this.#summaries.acquired(this.#unit, call);
    const wrong = this.#summaries.oracle
      .tags(this.#unit, call)
      .flatMap((tag) => (tag.kind === 'wrong' ? [`  a tag of its declaration is ignored: ${tag.problem}`] : []));
    if (acquired.length === 0) return [this.#head(call), `  acquires nothing: ${this.#whyNot(call)}`, ...wrong];
    return [...acquired.flatMap(({ site }) => this.#site(root, site.node, site.client, this.#source(call))), ...wrong];
  }

  #site(root: CfgRoot, node: TSESTree.Node, client: string, source: string): string[] {
    const { settled, called, result } = this.#trace(root);
    const isThis = (site: AcquireSite | null): boolean => site?.node === node;
    const lines = [this.#head(node), `  acquires from \`${client}\`: ${source}`];
    if (!result) return [...lines, `  not reported: ${this.#givenUp(root)}`];
    const finding = leakAt(this.#findings, node);
    lines.push(
      finding
        ? `  reported by http-leak/${finding.rule}`
        : `  not reported: ${this.#whySilent(
            result.leaks.some(({ site }) => isThis(site)),
            result.uncertain.includes(node),
            node,
          )}`,
    );
    for (const exit of finding?.exits ?? []) {
      lines.push(`  left open ${exitText(exit)}`);
      for (const step of exit.path) lines.push(`    line ${step.line}: ${step.text}`);
      for (const holder of exit.holders) lines.push(`    still reached by \`${holder.expression}\``);
    }
    const ended = settled
      .filter(({ state }) => isThis(state.site))
      .map(({ node: at, ending }) => `  ended on line ${at.loc.start.line}: ${settlementText(this.#unit, at, ending)}`);
    const handed = result.given.some(({ site }) => isThis(site))
      ? ['  handed to the callers of the function, who then have the duty']
      : [];
    const callees = called.filter(({ site }) => isThis(site)).map(({ text }) => `  ${text}`);
    return [...lines, ...new Set([...ended, ...handed, ...callees])];
  }

  #whySilent(isLost: boolean, isUncertain: boolean, node: TSESTree.Node): string {
    if (isUncertain)
      return 'more cases meet than are kept apart, and only a path that may be impossible leaves it open';
    if (isLost) return 'nobody has asked it for anything';
    return leakAt(this.#strictly(), node)
      ? 'only a call that merely might throw leaves it open (`--strict` reports that)'
      : 'no path leaves it open';
  }

  #head(node: TSESTree.Node): string {
    return `line ${node.loc.start.line}  ${snippet(this.#unit, node)}`;
  }

  #givenUp(root: CfgRoot): string {
    return `the function is given up (${this.#summaries.graphs.whyGivenUp(root) ?? 'no reason known'})`;
  }

  /** How the oracle knows. */
  #source(call: Call): string {
    const name = this.#summaries.oracle.calleeName(this.#unit, call);
    if (name !== null && acquireByName(name)) return `its name resolves to \`${name}\``;
    if (this.#summaries.oracle.isDeclared(this.#unit, call))
      return 'your settings, or a tag of its declaration, say so';
    if (this.#summaries.oracle.acquisition(this.#unit, call)) return 'by the type of what is called';
    const provider = this.#summaries.oracle.definition(this.#unit, unwrap(call.callee));
    return provider?.kind === 'function'
      ? `\`${nameOfFunction(provider.node)}\` (${this.#place(provider.unit, provider.node)}) hands it out`
      : 'a callback in the call hands it out';
  }

  #whyNot(call: Call): string {
    const { oracle } = this.#summaries;
    const definition = oracle.definition(this.#unit, unwrap(call.callee));
    if (definition?.kind === 'function')
      return `\`${nameOfFunction(definition.node)}\` (${this.#place(definition.unit, definition.node)}) hands out nothing`;
    const acquisition = oracle.acquisition(this.#unit, call);
    if (acquisition?.gives === 'callback') return 'it is the parameter of a listener that is given the response';
    const name = oracle.calleeName(this.#unit, call);
    if (name !== null && acquireByName(name))
      return `\`${name}\` with these arguments holds no body (a HEAD request, or nobody listens)`;
    if (name === null)
      return this.#unit.services
        ? 'neither scopes nor types say what is called'
        : 'the scopes of the file do not say what is called';
    return `\`${name}\` is no client of the tables`;
  }

  #place(unit: Unit, node: TSESTree.Node): string {
    return unit === this.#unit ? `line ${node.loc.start.line}` : `${unit.filename}:${node.loc.start.line}`;
  }

  #trace(root: CfgRoot): Trace {
    let trace = this.#traces.get(root);
    if (!trace) this.#traces.set(root, (trace = this.#run(root)));
    return trace;
  }

  #run(root: CfgRoot): Trace {
    const settled: Trace['settled'] = [];
    const called: { site: AcquireSite; text: string }[] = [];
    const states: Trace['states'] = new Map();
    const graph = this.#summaries.trace(this.#unit, root, {
      enters: (block, state) => {
        if (!state.site) return;
        const known = states.get(block) ?? new Set();
        states.set(block, known.add(stateText(this.#unit, state)));
      },
      settles: (state, node, ending) => settled.push({ state, node, ending }),
      calls: (callee: FunctionDefinition, { site }: Entry, summary: Summary | null) =>
        called.push({
          site,
          text: `given to \`${nameOfFunction(callee.node)}\` (${this.#place(callee.unit, callee.node)}), which ${summaryText(summary)}`,
        }),
    });
    const notes = (block: { readonly id: number }): string[] =>
      [...(states.get(block.id) ?? [])].map((text) => `state ${text}`);
    return {
      settled,
      called,
      states,
      result: graph && this.#summaries.own(this.#unit, root),
      graph: graph && printGraph(graph, this.#unit.text, notes),
    };
  }
}

/** The finding of the resource that is acquired at the node. */
const leakAt = (findings: readonly Finding[], node: TSESTree.Node): Finding | undefined =>
  findings.find(({ range, cause }) => !cause && range[0] <= node.range[0] && node.range[1] <= range[1]);
