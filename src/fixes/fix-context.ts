/** One finding with everything a fix asks about its surroundings. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Finding, Holder } from '../findings/finding.js';
import type { Protocol } from '../protocols/index.js';
import { childrenOf, descendantsOf, enclosingFunction, isFunction, isWithin, unwrap } from '../syntax/nodes.js';
import type { CfgRoot } from '../cfg/index.js';
import type { Summaries } from '../summaries/summaries.js';
import { carries } from '../typestate/refs.js';
import type { State } from '../typestate/state.js';
import { isWait, type Answers, type ResourceUse } from '../typestate/answers.js';
import { requestVariable } from '../summaries/call-index.js';
import type { FunctionDefinition } from '../types/definitions.js';
import { replacesFetch } from '../types/fetch-mocks.js';
import type { Tokens } from '../syntax/tokens.js';
import type { Unit, Variable } from '../syntax/unit.js';
import type { Oracle } from '../types/oracle.js';
import type { Edit } from './text/edits.js';
import type { HelperFunctions } from './helpers/functions.js';
import type { Layout } from './text/layout.js';
import { madeBy, type Made } from './safety/makers.js';
import type { Names } from './text/names.js';
import type { Place, Reach } from './safety/reachability.js';
import { mayBeSending } from './safety/request-body.js';
import { protocolOf } from './release/release.js';
import { ReleaseChoice } from './release/choice.js';
import { Uses } from './agents/uses.js';

/** What one exit gets. */
export type Part =
  | {
      readonly edits: readonly Edit[];
      /** What a person has to check; null where the edit is proven. */
      readonly check: string | null;
      /** Something else is waited for between what is written and the exit. */
      readonly isBeforeWait?: boolean;
      /** Control may get there after a read of the body, and the release does not test that. */
      readonly isBehindReader?: boolean;
      /** How many releases it writes; one where it does not say. */
      readonly releases?: number;
      /** It releases the resource as soon as it is acquired, because no code needs it. */
      readonly isAtOnce?: boolean;
    }
  | {
      /** Why nothing is written. */
      readonly refused: string;
    };

/** What a person has to check where a wait cannot be left out. */
export const LATER =
  'The code after the release now waits for it: check that this code misses no event during the wait.';

export const refuse = (refused: string): Part => ({ refused });

const NO_NAMES: ReadonlySet<string> = new Set();

/** A holder whose variable is visible. */
export interface Held {
  readonly holder: Holder;
  readonly variable: Variable;
  /** The properties that lead from the variable to the handle. */
  readonly path: readonly string[];
}

/** What the fixes of one file share. */
export interface FixEnvironment {
  readonly unit: Unit;
  /** Those of the host: the unit may come from a parser that keeps none. */
  readonly tokens: Tokens;
  readonly oracle: Oracle;
  readonly summaries: Summaries;
  readonly layout: Layout;
  readonly names: Names;
  readonly reach: Reach;
  /** The functions that repairs may call; null where everything is to be written out. */
  readonly helpers: HelperFunctions | null;
}

/** Expressions that run something else, or wait for it. */
const CALLING: ReadonlySet<string> = new Set([
  'CallExpression',
  'NewExpression',
  'AwaitExpression',
  'YieldExpression',
  'ImportExpression',
  'TaggedTemplateExpression',
]);

export class FixContext {
  readonly unit: Unit;
  readonly tokens: Tokens;
  readonly oracle: Oracle;
  readonly finding: Finding;
  readonly protocol: Protocol;
  readonly layout: Layout;
  readonly uses: Uses;
  readonly reach: Reach;
  readonly helpers: HelperFunctions | null;
  /** What may be written to release it. */
  readonly releases: ReleaseChoice;
  readonly #summaries: Summaries;
  #resourceUses: readonly ResourceUse[] | undefined;
  /** The acquiring call, or the parameter of a callback; for a fault the call that breaks, where that is not in sight. */
  readonly acquire: TSESTree.Node;
  readonly #names: Names;
  #asked = 0;
  #isSending: boolean | undefined;
  #maker: FunctionDefinition | null | undefined;
  #made: Made | undefined;

  constructor(
    { unit, tokens, oracle, summaries, layout, names, reach, helpers }: FixEnvironment,
    finding: Finding,
    chosen: 'cancel' | 'drain' | null,
  ) {
    this.#names = names;
    this.unit = unit;
    this.tokens = tokens;
    this.oracle = oracle;
    this.finding = finding;
    this.layout = layout;
    this.protocol = protocolOf(finding);
    this.uses = new Uses(unit, oracle, this.protocol);
    this.reach = reach;
    this.helpers = this.protocol.resource === 'body' ? helpers : null;
    this.#summaries = summaries;
    // Without a semicolon, a statement is as long as its expression, and so may a file be.
    const isExpression = ({ type }: TSESTree.Node): boolean => type !== 'ExpressionStatement' && type !== 'Program';
    this.acquire = this.node(finding.cause?.acquired ?? finding.range, isExpression) ?? unit.ast;
    this.releases = new ReleaseChoice(this, chosen);
  }

  /** The outermost node with exactly this range that passes the test. */
  node(range: readonly [number, number], test: (node: TSESTree.Node) => boolean): TSESTree.Node | null {
    const find = (node: TSESTree.Node): TSESTree.Node | null => {
      if (node.range[0] > range[0] || node.range[1] < range[1]) return null;
      if (node.range[0] === range[0] && node.range[1] === range[1] && test(node)) return node;
      for (const child of childrenOf(node, this.unit.visitorKeys)) {
        const found = find(child);
        if (found) return found;
      }
      return null;
    };
    return find(this.unit.ast);
  }

  /** The identifier that begins at an offset; its range may go on to its type. */
  nameAt(offset: number, name: string): TSESTree.Node | null {
    const find = (node: TSESTree.Node): TSESTree.Node | null => {
      if (node.range[0] > offset || node.range[1] <= offset) return null;
      if (node.type === 'Identifier' && node.range[0] === offset && node.name === name) return node;
      for (const child of childrenOf(node, this.unit.visitorKeys)) {
        const found = find(child);
        if (found) return found;
      }
      return null;
    };
    return find(this.unit.ast);
  }

  /** The innermost block whose closing brace ends at `offset`. */
  blockEndingAt(offset: number): TSESTree.BlockStatement | TSESTree.StaticBlock | null {
    let found: TSESTree.BlockStatement | TSESTree.StaticBlock | null = null;
    const visit = (node: TSESTree.Node): void => {
      if (node.range[0] >= offset || node.range[1] < offset) return;
      if (node.range[1] === offset && (node.type === 'BlockStatement' || node.type === 'StaticBlock')) found = node;
      for (const child of childrenOf(node, this.unit.visitorKeys)) visit(child);
    };
    visit(this.unit.ast);
    return found;
  }

  /** The declaration that a statement of a list follows. */
  declarationBefore(statement: TSESTree.Node): TSESTree.VariableDeclaration | null {
    const { parent } = statement;
    const list: readonly TSESTree.Node[] =
      parent?.type === 'BlockStatement' || parent?.type === 'Program' || parent?.type === 'StaticBlock'
        ? parent.body
        : [];
    const before = list[list.indexOf(statement) - 1];
    return before?.type === 'VariableDeclaration' ? before : null;
  }

  text(node: TSESTree.Node): string {
    return this.unit.text.slice(...node.range);
  }

  /** Whether a comment lies in the range. */
  hasComment(range: readonly [number, number]): boolean {
    return this.tokens.commentsWithin(range).length > 0;
  }

  /** The holder with its variable as seen from `at`; null where the name means nothing there, or something else. */
  held(holder: Holder, at: TSESTree.Node): Held | null {
    const [name, ...path] = holder.expression.split('.');
    for (let scope: TSESTree.Node | undefined = at; scope; scope = scope.parent) {
      const variable = this.unit.variablesOf(scope).find((one) => one.name === name);
      if (variable)
        return holder.declared === undefined || holder.declared === variable.identifiers[0]?.range[0]
          ? { holder, variable, path }
          : null;
    }
    return null;
  }

  /** Whether the name of the holder still means its variable at `at`, which for a block is inside of it. */
  isInSight({ holder, variable }: Held, at: TSESTree.Node): boolean {
    return this.held(holder, at)?.variable === variable;
  }

  /** What the code does with the resource besides looking at it, by whatever name, as the engine has seen it. */
  get resourceUses(): readonly ResourceUse[] {
    return (this.#resourceUses ??= this.usesOf(this.acquire).filter(
      ({ kind }) => kind !== 'looks' && kind !== 'waits' && kind !== 'spares',
    ));
  }

  /** The same, with who merely looks at it, for the resource that is acquired at a node. */
  usesOf(acquire: TSESTree.Node): readonly ResourceUse[] {
    const { cause } = this.finding;
    const isUse = cause !== undefined && cause.acquired === undefined;
    return this.#answersFor(acquire).flatMap((answers) => answers.uses(acquire, isUse));
  }

  /** The function that gives the resource, where it is in reach. */
  get maker(): FunctionDefinition | null {
    if (this.#maker === undefined) {
      const made = this.acquire.type === 'CallExpression' ? this.oracle.provider(this.unit, this.acquire) : null;
      this.#maker = made?.kind === 'function' ? made : null;
    }
    return this.#maker;
  }

  /** What the functions that give the resource, where they are in reach, do with it before. */
  get made(): Made {
    return (this.#made ??= madeBy(this.#summaries, this.maker, this.unit, this.acquire));
  }

  /** Whether a call acquires a resource of the same kind, by itself or through what it is given. */
  isAcquiring(call: TSESTree.CallExpression): boolean {
    const { acquired, leaks } = this.#summaries.handout(this.unit, call);
    return [...acquired, ...leaks].some(({ site }) => site.protocol === this.protocol);
  }

  /** The states in which control comes to an element with the resource. */
  at(element: TSESTree.Node): readonly State[] {
    return this.#answersFor(this.acquire).flatMap((answers) => answers.at(this.acquire, element));
  }

  /** Whether the value of an expression has the resource on some path, where what it is part of is evaluated. */
  isCarrier(expression: TSESTree.Node): boolean {
    return this.at(expression.parent!).some(({ refs }) => carries(refs.get(expression)));
  }

  /** Of the functions around an acquisition, each of which may be the one that is handed the resource. */
  #answersFor(acquire: TSESTree.Node): readonly Answers[] {
    const roots: CfgRoot[] = [this.unit.ast];
    for (let at: TSESTree.Node | undefined = acquire; at; at = at.parent) if (isFunction(at)) roots.push(at);
    return roots.map((root) => this.#summaries.answers(this.unit, root));
  }

  /** Those of them that stand in the function around a node, which sees what a function inside does where that is called or given away. */
  usesAround(place: TSESTree.Node): readonly ResourceUse[] {
    return this.resourceUses.filter(({ node }) => enclosingFunction(node) === enclosingFunction(place));
  }

  /** Those of them that are part of a statement. */
  usesIn(statement: TSESTree.Node): readonly ResourceUse[] {
    return this.resourceUses.filter(({ node }) => isWithin(node, statement));
  }

  /** Those of them that control may have passed on the way to a place. */
  usesBefore(place: Place): readonly ResourceUse[] {
    return this.resourceUses.filter(({ node }) => this.#mayPrecede(node, place));
  }

  /**
   * Whether the code does something with the resource after the end of a block, or a jump, before one of `writes`
   * gives its variable another.
   */
  isWantedAfter(place: Place, writes: readonly TSESTree.Node[]): boolean {
    const loops = writes.flatMap(({ parent }) => (parent?.parent?.type === 'ForOfStatement' ? [parent.parent] : []));
    const uses = this.resourceUses.map(({ node }) => node);
    return this.reach.leadsTo(place, uses, [this.acquire, ...writes, ...loops]);
  }

  #mayPrecede(node: TSESTree.Node, place: Place): boolean {
    if (place.kind === 'before' && isWithin(node, place.node)) return false;
    const fn = enclosingFunction(place.kind === 'before' ? place.node : place.block);
    const own = enclosingFunction(node);
    if (own === fn) return this.reach.from(node, place, { nodes: [this.acquire] });
    // What a function inside does is seen where it is called or given away.
    if (fn === null || (own && !isWithin(fn, own)) || isWithin(fn, node)) return false;
    // A callback runs where it is given.
    return fn.parent.type !== 'CallExpression' || this.#mayPrecede(node, { kind: 'before', node: fn.parent });
  }

  /** Whether a function says, or every path of it shows, that it does not come back to its caller. */
  neverReturns(callee: FunctionDefinition): boolean {
    return callee.node.returnType?.typeAnnotation.type === 'TSNeverKeyword' || this.#summaries.graphs.diverges(callee);
  }

  /** `await` may be written where `node` stands. */
  canAwait(node: TSESTree.Node): boolean {
    for (let at: TSESTree.Node | undefined = node; at; at = at.parent) {
      if (isFunction(at.parent) && (at.parent.body === at || at.parent.params.some((parameter) => parameter === at)))
        return at.parent.async && at.parent.body === at;
      if (at.type === 'StaticBlock' || at.type === 'PropertyDefinition' || at.type === 'AccessorProperty') return false;
    }
    // Only a module awaits at its top level, and this one is seen to.
    return enclosingFunction(this.acquire) === null && this.acquire.parent?.type === 'AwaitExpression';
  }

  /** Control may have gone back to the event loop since the response arrived, so that its body may have failed by now. */
  hasWaited(place: Place): boolean {
    const isLong = ({ kind, node }: ResourceUse): boolean =>
      kind === 'waits' ? !isWithin(this.acquire, node) : kind !== 'looks' && node.parent?.type === 'AwaitExpression';
    return this.usesOf(this.acquire).some((use) => isLong(use) && this.#mayPrecede(use.node, place));
  }

  /** Whether anything is waited for in the text between two offsets of a function. */
  waits(from: number, until: number): boolean {
    const isOutside = ({ range: [start, end] }: TSESTree.Node): boolean => end <= from || start >= until;
    return descendantsOf(
      this.unit.ast,
      this.unit.visitorKeys,
      (node) => !isOutside(node) && !(isFunction(node) && node.range[0] >= from),
    ).some((node) => isWait(node) && !isOutside(node) && node.range[0] >= from);
  }

  /** Whether a statement calls or waits for something. */
  callsIn(statement: TSESTree.Node): boolean {
    return [statement, ...descendantsOf(statement, this.unit.visitorKeys, (node) => !isFunction(node))].some(
      ({ type }) => CALLING.has(type),
    );
  }

  /** Whether the request may still be sending its body when the response is there. */
  get isSending(): boolean {
    return (this.#isSending ??= this.protocol.resource === 'body' && mayBeSending(this));
  }

  /** The names of the functions of the code that release what the finding is about. */
  get helperNames(): ReadonlySet<string> {
    return this.helpers?.namesFor(this.protocol, this.finding.client) ?? NO_NAMES;
  }

  /** A name that nothing in the function around `at` has, nor any other fix of the file gives. */
  fresh(candidates: readonly string[], at: TSESTree.Node): string {
    this.#asked += 1;
    const { rule, range } = this.finding;
    return this.#names.fresh(`${rule} ${range[0]} ${this.#asked}`, candidates, at);
  }

  /** The same for the parameter of an arrow function that is written as a whole. */
  parameter(candidates: readonly string[], at: TSESTree.Node): string {
    this.#asked += 1;
    const { rule, range } = this.finding;
    return this.#names.parameter(`${rule} ${range[0]} ${this.#asked}`, candidates, at);
  }

  /**
   * Whether what a call gives, once it is awaited, may be null or undefined: by its type; without one, where a function in reach makes it;
   * in any case where the file puts a stand-in in the place of `fetch`, which gives what a test needs and no more.
   */
  isMissable(value: TSESTree.Node): boolean {
    // A property of it is asked for.
    if (this.finding.gives[0]?.expression !== '') return false;
    if (value.parent?.type === 'MemberExpression' && value.parent.object === value) return value.parent.optional;
    if (this.hasStandIn) return true;
    const call = unwrap(value.type === 'AwaitExpression' ? value.argument : value);
    return (
      this.oracle.isNullable(this.unit, value) ??
      (call.type === 'CallExpression' && this.oracle.definition(this.unit, call.callee) !== null)
    );
  }

  /** Whether the value of the node, or of a property of it, is known to be null or undefined sometimes: by its type. */
  mayBeNothing(node: TSESTree.Node, path: readonly string[]): boolean {
    return this.oracle.isNullable(this.unit, node, path) === true;
  }

  /** The variable that holds the request whose response is acquired in a listener. */
  requestVariable(): Variable | null {
    const { parent } = this.acquire;
    const call = isFunction(parent) && parent.parent.type === 'CallExpression' ? parent.parent : null;
    return call && requestVariable(this.unit, call);
  }

  /** Whether no path reads the resource, releases it or hands it on. */
  get isUnused(): boolean {
    return this.finding.isUnused;
  }

  /** Whether the file can say of what type something is. */
  get isTypeScript(): boolean {
    return /\.[cm]?tsx?$/.test(this.unit.filename);
  }

  /** Whether something takes the place of `fetch` in this file, as tests do. */
  get hasStandIn(): boolean {
    return replacesFetch(this.unit);
  }
}
