/**
 * Checks repairs: they are applied in memory, and the repaired file is parsed and analysed again. Unchanged code keeps its types.
 *
 * A repair holds if its finding is gone, there is no new one, no path uses the resource after the release, and none releases it
 * after other code has been given it. Repairs that do not touch each other are checked together; where that fails, each by itself.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import type { CfgRoot } from '../cfg/index.js';
import { findingsIn, type Inference } from '../findings/analyze-file.js';
import type { Finding, RuleName } from '../findings/finding.js';
import type { Settings } from '../protocols/settings.js';
import { callIndexOf } from '../summaries/call-index.js';
import { Summaries } from '../summaries/summaries.js';
import { isDeclared } from '../syntax/bindings.js';
import { descendantsOf, enclosingFunction, memberName } from '../syntax/nodes.js';
import { Unit, type SourceFile } from '../syntax/unit.js';
import { withChanged } from '../types/program-units.js';
import { repairedServices } from '../types/repaired-services.js';
import { kindsOf, type UseKind } from '../typestate/answers.js';
import type { Observer } from '../typestate/context.js';
import type { State } from '../typestate/state.js';
import { specifierOf, type WantedHelper } from './helpers/functions.js';
import { applyEdits, combine, originOf, writtenRanges, type Edit } from './text/edits.js';
import { WRITTEN_GLOBALS } from './text/print.js';

/** A repair of one finding. */
export interface Repair {
  readonly finding: Finding;
  readonly edits: readonly Edit[];
  /** How many exits of the finding are left to a person. */
  readonly left: number;
}

/** The file after some repairs. */
interface Repaired {
  readonly unit: Unit;
  readonly summaries: Summaries;
  readonly edits: readonly Edit[];
  readonly isWritten: (node: TSESTree.Node) => boolean;
  /** The functions that the repairs may have changed something for. */
  readonly roots: readonly CfgRoot[];
}

interface Options {
  readonly strict: boolean;
  readonly types: boolean;
  readonly settings: Settings;
  /** What the repairs may call. */
  readonly helper?: WantedHelper | undefined;
}

export class Certifier {
  readonly #source: SourceFile;
  readonly #before: Unit;
  readonly #options: Options;
  readonly #known: ReadonlyMap<string, Finding>;

  /** @param findings all that were found in the file */
  constructor(source: SourceFile, { unit }: Inference, findings: readonly Finding[], options: Options) {
    this.#source = source;
    this.#before = unit;
    this.#options = options;
    this.#known = new Map(findings.map((finding) => [keyOf(finding.rule, finding.range[0]), finding]));
  }

  /**
   * @param repairs whose edits are apart
   * @returns why those do not hold that do not
   */
  check(repairs: readonly Repair[]): ReadonlyMap<Repair, string> {
    const objections = new Map<Repair, string>();
    const repaired = this.#apply(repairs);
    if (typeof repaired === 'string') {
      for (const repair of repairs) objections.set(repair, repaired);
      return objections;
    }
    this.#compareNames(repaired, repairs, objections);
    for (const root of repaired.roots) this.#watch(repaired, root, repairs, objections);
    this.#compareFindings(repaired, repairs, objections);
    return objections;
  }

  #apply(repairs: readonly Repair[]): Repaired | string {
    const edits = combine(repairs.flatMap((repair) => repair.edits));
    const { reparse } = this.#source;
    if (!edits || !reparse) return 'the repaired code could not be parsed';
    let parsed: SourceFile;
    try {
      parsed = reparse(applyEdits(this.#source.text, edits));
    } catch {
      return 'the repaired code would not parse';
    }
    const plain = new Unit({ ...parsed, imports: () => this.#before.imports }, false);
    const written = writtenRanges(edits);
    const isIn = (offset: number): boolean => written.some(([from, to]) => offset >= from && offset < to);
    const services = repairedServices(this.#before, plain, ({ range: [start, end] }) =>
      isIn(start) || isIn(end - 1) ? null : [originOf(start, edits), originOf(end - 1, edits) + 1],
    );
    const unit = services ? plain.under(services) : plain;
    const file = this.#before.services?.esTreeNodeToTSNodeMap.get(this.#before.ast);
    const units = services && file ? withChanged(services.program, file, unit) : undefined;
    const summaries = new Summaries(unit, this.#options.strict, settingsWith(this.#options), units);
    const isWritten = (node: TSESTree.Node): boolean =>
      isIn(node.range[1] - 1) &&
      (isIn(node.range[0]) ||
        (node.type === 'CallExpression' &&
          node.callee.type === 'MemberExpression' &&
          isIn(node.callee.property.range[0])));
    return { unit, summaries, edits, isWritten, roots: affected(unit, summaries, edits, repairs) };
  }

  /** A global that is written must mean the global there. */
  #compareNames({ unit, edits }: Repaired, repairs: readonly Repair[], objections: Map<Repair, string>): void {
    for (const node of descendantsOf(unit.ast, unit.visitorKeys)) {
      if (node.type !== 'Identifier' || !WRITTEN_GLOBALS.has(node.name) || !isDeclared(unit, node)) continue;
      const place = originOf(node.range[0], edits);
      for (const repair of repairs)
        if (repair.edits.some(({ range, text }) => range[0] === place && text.includes(node.name)))
          objections.set(repair, `\`${node.name}\` refers to another variable there`);
    }
  }

  /** The findings of the repaired file beside those of the file as it is. */
  #compareFindings(repaired: Repaired, repairs: readonly Repair[], objections: Map<Repair, string>): void {
    const { unit, summaries, edits, roots } = repaired;
    for (const after of findingsIn({ unit, summaries }, roots)) {
      const origin = originOf(after.range[0], edits);
      const before = this.#known.get(keyOf(after.rule, origin));
      const repair = repairs.find(({ finding }) => finding === before);
      if (repair && after.exits.length <= repair.left && after.exits.length > 0) continue;
      if (before && !repair && after.exits.length <= before.exits.length) continue;
      const reason = repair
        ? (LEFT[repair.finding.rule] ?? 'a leak would remain after the repair')
        : `after the repair, http-leak/${after.rule} would report line ${lineOf(this.#source.text, origin)}`;
      for (const one of repair ? [repair] : concerned(unit, after.range[0], repaired, repairs))
        if (!objections.has(one)) objections.set(one, reason);
    }
  }

  /** Looks for uses after a release, and for releases of what other code has been given. */
  #watch(repaired: Repaired, root: CfgRoot, repairs: readonly Repair[], objections: Map<Repair, string>): void {
    const { unit, summaries, isWritten, edits } = repaired;
    const refuse = (owners: readonly Repair[], { range }: TSESTree.Node, say: (line: number) => string): void => {
      const line = lineOf(this.#source.text, originOf(range[0], edits));
      for (const one of owners.length > 0 ? owners : concerned(unit, range[0], repaired, repairs))
        if (!objections.has(one)) objections.set(one, say(line));
    };
    const releasersOf = ({ range: [start] }: TSESTree.Node): readonly Repair[] => {
      const site = originOf(start, edits);
      return repairs.filter(({ finding: { range } }) => site >= range[0] && site < range[1]);
    };
    const writersOf = ({ range: [, end] }: TSESTree.Node): readonly Repair[] => {
      const place = originOf(end - 1, edits);
      return repairs.filter((repair) => repair.edits.some((edit) => edit.range[0] === place));
    };
    summaries.watch(unit, root, (acquire) => {
      const observer: Observer = {
        evaluates: (element, before, steps, isPending) => {
          const { node } = element;
          if (!before.site || before.site.isRejection) return;
          const { phase } = before.duty;
          if (phase !== 'released' && phase !== 'escaped') return;
          const of = acquire ?? before.site.node;
          const kinds = kindsOf(element, before, steps, isPending);
          if (phase === 'released' && !isWritten(node) && asksForUse(before, node))
            refuse(releasersOf(of), node, ASKED);
          if (phase === 'released' && !isWritten(node) && kinds.some((kind) => WANTS.has(kind)))
            refuse(releasersOf(of), node, USED);
          // A close that no longer waits stands where one stood that did.
          const isSame = (one: Repair): boolean => one.finding.rule === 'no-premature-close';
          if (phase === 'escaped' && isWritten(node) && kinds.includes('ends') && !writersOf(node).some(isSame))
            refuse(writersOf(node), node, WANTED);
        },
        // A function that is kept for later reads what its variable still holds.
        settles: ({ site, duty, kept }, node) => {
          if (duty.phase === 'released' && kept.size > 0) refuse(releasersOf(acquire ?? site!.node), node, USED);
        },
      };
      return { observer, isWritten };
    });
  }
}

/** The objections to a repair of a finding that is no leak and is still there. */
const LEFT: Partial<Record<RuleName, string>> = { 'no-body-reuse': 'the body would still be used twice' };

/** A helper whose code cannot be analysed does what planning has found in it, or what the user says. */
const settingsWith = ({ settings, helper }: Options): Settings =>
  helper && (helper.created !== null || helper.isTrusted)
    ? { ...settings, helpers: [...settings.helpers, { callee: specifierOf(helper), effect: 'consumes' }] }
    : settings;

/** The uses for which the body has to be there. */
const WANTS: ReadonlySet<UseKind> = new Set<UseKind>(['locks', 'holds', 'ends', 'escapes']);

const USED = (line: number): string => `line ${line} may use the body after the release`;

const ASKED = (line: number): string => `line ${line} reads the state of the body, which the release changes`;

const WANTED = (line: number): string =>
  `other code may have got the response before the release on line ${line}, and read it later`;

/** Whether a node reads a property that the release changes: `res.bodyUsed`, `stream.destroyed`. */
function asksForUse({ refs, site }: State, node: TSESTree.Node): boolean {
  if (node.type !== 'MemberExpression') return false;
  const owner = refs.get(node.object);
  const property =
    owner?.kind === 'handle' ? site?.protocol.handles[owner.handle]?.properties?.[memberName(node) ?? ''] : undefined;
  return property === 'used' || property === 'locked' || property === 'ended';
}

/** The functions whose findings may differ: those around the edits; all of them where an edit is in another function than its finding. */
function affected(
  unit: Unit,
  summaries: Summaries,
  edits: readonly Edit[],
  repairs: readonly Repair[],
): readonly CfgRoot[] {
  const roots = [...callIndexOf(unit, summaries.oracle).byRoot.keys()];
  const areas = new Map(
    [...new Set(roots.map(outermostOf))].map((outer) => [
      outer,
      [originOf(outer.range[0], edits), originOf(outer.range[1] - 1, edits) + 1] as const,
    ]),
  );
  const isIn = (offset: number, [from, to]: readonly [number, number]): boolean => offset >= from && offset <= to;
  const changed = new Set<TSESTree.Node>();
  for (const [outer, area] of areas)
    for (const { finding, edits: own } of repairs) {
      const isFound = isIn(finding.range[0], area);
      const isEdited = own.some((edit) => isIn(edit.range[0], area));
      if (outer.type !== 'Program' && isFound !== isEdited) return roots;
      if (isFound || isEdited) changed.add(outer);
    }
  return roots.filter((root) => root.type === 'Program' || changed.has(outermostOf(root)));
}

/** The repairs that wrote into the function around a place of the repaired file; all of them, where none did. */
function concerned(
  { ast }: Unit,
  offset: number,
  { roots, edits }: Repaired,
  repairs: readonly Repair[],
): readonly Repair[] {
  const around = roots
    .map((root) => outermostOf(root))
    .filter(({ range }) => range[0] <= offset && offset < range[1] && range !== ast.range);
  const inside = repairs.filter(({ edits: own }) =>
    own.some((edit) =>
      around.some(
        ({ range: [from, to] }) =>
          edit.range[0] >= originOf(from, edits) && edit.range[0] <= originOf(to - 1, edits) + 1,
      ),
    ),
  );
  return inside.length > 0 ? inside : repairs;
}

function outermostOf(root: CfgRoot): TSESTree.Node {
  let outer: TSESTree.Node = root;
  for (let at = enclosingFunction(root); at; at = enclosingFunction(at)) outer = at;
  return outer;
}

const keyOf = (rule: string, offset: number): string => `${rule} ${offset}`;

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;
