/** Functions of the code itself that release what they are given, and do nothing else: repairs call them. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Finding } from '../../findings/finding.js';
import type { Method, Protocol, ReleaseForm } from '../../protocols/index.js';
import { NO_SETTINGS, type Specifier } from '../../protocols/settings.js';
import { Summaries } from '../../summaries/summaries.js';
import { bindingOfVariable, type Binding } from '../../syntax/bindings.js';
import { exportsNamed, requiredBy } from '../../syntax/modules.js';
import { descendantsOf, enclosingFunction, isFunction, isWithin, memberName } from '../../syntax/nodes.js';
import { Unit, type SourceFile, type Variable } from '../../syntax/unit.js';
import type { Definition } from '../../types/definitions.js';
import type { Entry, FunctionDefinition, Outcome } from '../../typestate/context.js';
import { carries, handle } from '../../typestate/refs.js';
import { OPEN } from '../../typestate/state.js';
import { isDeed } from '../../typestate/step.js';
import { UNKNOWN } from '../../typestate/values.js';
import { getsAlong } from './nullness.js';
import { shapeOf, type HelperShape } from './shape.js';

/** A function that the user wants to be called. The files that are repaired import it. */
export interface WantedHelper {
  /** As the file that is repaired writes it. */
  readonly from: string;
  readonly name: string;
  /** The module, where it is not on the disk yet. */
  readonly created: SourceFile | null;
  /** The user answers for what it does where its code is not in reach. */
  readonly isTrusted: boolean;
}

/** As users name it in their settings. */
export const specifierOf = ({ from, name, isTrusted }: WantedHelper): Specifier =>
  isTrusted ? { from: 'package', package: from, name } : { from: 'file', path: from, name };

/** What a call of a helper does with what one handle of a protocol leads to. */
export interface HelperEffect {
  /** `maybe`: a promise, or nothing where there is nothing to release. */
  readonly gives: 'promise' | 'maybe' | 'nothing';
  /** That promise may settle only after the server has sent more. */
  readonly waits: boolean;
  /** What it gives may be rejected, or the call may throw. */
  readonly mayFail: boolean;
  /** It may be given null or undefined, as far as its type allows that. */
  readonly takesNothing: boolean;
  /** The methods that end the body; null if they are not known. */
  readonly methods: ReadonlySet<string> | null;
}

export interface Helper {
  readonly name: string;
  readonly variable: Variable;
  /** Null where its code is not in reach, and the user answers for it. */
  readonly definition: FunctionDefinition | null;
  /** The user has asked for it. */
  readonly isWanted: boolean;
}

/** The helpers that a file can call. */
export class HelperFunctions {
  readonly #unit: Unit;
  readonly #summaries: Summaries;
  readonly #wanted: WantedHelper | null;
  /** The module that is to be made, by itself. */
  readonly #created: { readonly unit: Unit; readonly summaries: Summaries } | null;
  readonly #effects = new Map<string, HelperEffect | null>();
  readonly #shapes = new Map<TSESTree.Node, HelperShape | null>();
  #all: readonly Helper[] | undefined;
  #names: ReadonlySet<string> | undefined;
  readonly #namesFor = new Map<string, ReadonlySet<string>>();

  constructor(unit: Unit, summaries: Summaries, wanted: WantedHelper | null) {
    this.#unit = unit;
    this.#summaries = summaries;
    this.#wanted = wanted;
    const created = wanted?.created ? new Unit(wanted.created, false) : null;
    this.#created = created && { unit: created, summaries: new Summaries(created, false, NO_SETTINGS) };
  }

  /** Those of the file and those that it imports, as far as their code looks like it; the one that is wanted comes first. */
  get all(): readonly Helper[] {
    return (this.#all ??= this.#unit
      .variablesOf(this.#unit.ast)
      .flatMap((variable) => this.#helper(variable) ?? [])
      .sort((a, b) => Number(b.isWanted) - Number(a.isWanted)));
  }

  /** What they are called, and what may look like them. */
  get names(): ReadonlySet<string> {
    return (this.#names ??= new Set(this.all.map(({ name }) => name)));
  }

  /** The names of those that release anything of a client. */
  namesFor(protocol: Protocol, client: Finding['client']): ReadonlySet<string> {
    const key = `${protocol.id} ${client}`;
    let names = this.#namesFor.get(key);
    if (!names) {
      const releases = (helper: Helper): boolean =>
        Object.keys(protocol.handles).some((through) => this.effect(helper, protocol, client, through) !== null);
      names = new Set(this.all.filter((helper) => releases(helper)).map(({ name }) => name));
      this.#namesFor.set(key, names);
    }
    return names;
  }

  /** Those that may be called for a finding: they have to be there by the time it is acquired. */
  for(acquire: TSESTree.Node): readonly Helper[] {
    return this.all.filter(({ variable }) => isThere(this.#unit, variable, acquire));
  }

  /**
   * What a call of the helper does with what a handle leads to; null where it may leave that open, or do anything else.
   * Where its code is not in reach, nothing is known but what its type says.
   */
  effect(helper: Helper, protocol: Protocol, client: Finding['client'], through: string): HelperEffect | null {
    const { definition } = helper;
    if (!definition) return this.#declared(helper);
    const key = `${helper.name} ${protocol.id} ${client} ${through}`;
    let effect = this.#effects.get(key);
    if (effect === undefined) this.#effects.set(key, (effect = this.#inferred(definition, protocol, client, through)));
    return effect;
  }

  #helper(variable: Variable): Helper | null {
    const [id] = variable.identifiers;
    const binding = bindingOfVariable(variable);
    if (!id || !binding || !isValue(binding)) return null;
    const isWanted = this.#isWanted(binding);
    // Other files are only opened where the types do not say that it is of no use.
    if (binding.kind === 'import' && this.#summaries.oracle.mayRelease(this.#unit, id) === false) return null;
    const definition = (isWanted && this.#createdDefinition()) || this.#summaries.oracle.definition(this.#unit, id);
    const isOnlyOne = this.#unit
      .variablesNamed(variable.name)
      .every((one) => one === variable || isOwnName(this.#unit, one, definition));
    if (!isOnlyOne) return null;
    if (definition?.kind === 'function')
      return this.#shapeOf(definition) && { name: variable.name, variable, definition, isWanted };
    return isWanted && this.#wanted?.isTrusted && !definition
      ? { name: variable.name, variable, definition: null, isWanted }
      : null;
  }

  /** Whether a name is imported, or required, as the user wants it. */
  #isWanted(binding: Binding): boolean {
    const { from, name } = this.#wanted ?? {};
    if (binding.kind === 'import') return binding.from === from && binding.imported === name;
    return (
      binding.kind === 'value' &&
      binding.isConstant &&
      requiredBy(binding.init ?? undefined) === from &&
      binding.path?.join('.') === name
    );
  }

  /** In the module that is to be made. */
  #createdDefinition(): Definition | null {
    if (!this.#created) return null;
    const { unit, summaries } = this.#created;
    const [found] = exportsNamed(unit.ast, this.#wanted!.name);
    return found?.kind === 'here' ? summaries.oracle.localDefinition(unit, found.node) : null;
  }

  #shapeOf(definition: FunctionDefinition): HelperShape | null {
    let shape = this.#shapes.get(definition.node);
    if (shape === undefined) this.#shapes.set(definition.node, (shape = shapeOf(definition)));
    return shape;
  }

  #declared({ variable }: Helper): HelperEffect | null {
    const gives = this.#summaries.oracle.resultOf(this.#unit, variable.identifiers[0]!);
    if (gives !== 'promise' && gives !== 'plain') return null;
    const isPromise = gives === 'promise';
    return {
      gives: isPromise ? 'promise' : 'nothing',
      waits: false,
      mayFail: isPromise,
      takesNothing: true,
      methods: null,
    };
  }

  #inferred(
    definition: FunctionDefinition,
    protocol: Protocol,
    client: Finding['client'],
    through: string,
  ): HelperEffect | null {
    const shape = this.#shapeOf(definition);
    const summaries = definition.unit === this.#created?.unit ? this.#created.summaries : this.#summaries;
    const entry: Entry = {
      site: { id: 0, protocol, client, node: definition.node },
      refs: [handle(through)],
      known: [UNKNOWN],
      captured: new Map(),
      seen: new Map(),
      duty: OPEN,
      isOpen: false,
      functions: [null],
    };
    const summary = shape && summaries.given(definition, entry);
    if (!summary || summary.faults.length + summary.handed.length > 0) return null;
    if (!summary.outcomes.every((outcome) => isRelease(outcome))) return null;
    if (!summary.endings.every(({ kind }) => kind === 'fulfilled') || !summary.endings.some(isDeed)) return null;
    const called = calledBy(summaries, definition, entry);
    if (!shape.calls.every(({ node }) => called.methods.has(node))) return null;
    const missable = [...called.nullable, ...takenOut(definition, protocol)];
    return getsAlong(definition.unit, missable) ? effectOf(shape, called, protocol) : null;
  }
}

/** Whether a function has come back from a body that is read, or cancelled, and gives nothing of it. */
const isRelease = ({ kind, duty, value }: Outcome): boolean =>
  kind === 'return' && duty.phase === 'locked' && !carries(value);

/** Whether a name may stand for a function when the program runs. */
function isValue(binding: Binding): boolean {
  if (binding.kind !== 'import') return binding.kind === 'function' || binding.kind === 'value';
  const { node } = binding;
  const isOfTypes = (one: TSESTree.Node | undefined): boolean =>
    one !== undefined && 'importKind' in one && one.importKind === 'type';
  return !isOfTypes(node) && !isOfTypes(node.parent);
}

/** The name that a function expression has inside of itself. */
const isOwnName = (unit: Unit, { scope }: Variable, definition: Definition | null): boolean =>
  definition?.unit === unit && isWithin(scope.block, definition.node);

interface CalledMethod {
  readonly method: Method | undefined;
  readonly name: string;
}

/** What the calls of a function are, as its run has seen them. */
interface Called {
  readonly methods: ReadonlyMap<TSESTree.Node, CalledMethod>;
  /** The calls that end the body. */
  readonly ending: ReadonlySet<TSESTree.Node>;
  /** Where it asks for what may be null. */
  readonly nullable: ReadonlySet<TSESTree.Node>;
}

function calledBy(summaries: Summaries, definition: FunctionDefinition, entry: Entry): Called {
  const methods = new Map<TSESTree.Node, CalledMethod>();
  const ending = new Set<TSESTree.Node>();
  const nullable = new Set<TSESTree.Node>();
  const { handles } = entry.site.protocol;
  summaries.traceCallee(definition, entry, {
    evaluates: ({ node }, before, steps) => {
      const owner = node.type === 'MemberExpression' ? before.refs.get(node.object) : undefined;
      if (
        node.type === 'MemberExpression' &&
        owner?.kind === 'handle' &&
        isNullable(handles, owner.handle, memberName(node))
      )
        nullable.add(node);
      if (node.type !== 'CallExpression') return;
      const bound = before.refs.get(node.callee);
      if (bound?.kind !== 'bound' || bound.of.kind !== 'handle') return;
      methods.set(node, { method: handles[bound.of.handle]?.methods?.[bound.name], name: bound.name });
      if (steps.some((step) => step.kind === 'fulfilled' && isDeed(step))) ending.add(node);
    },
    settles: (_, node) => {
      if (node.type === 'ForOfStatement') ending.add(node);
    },
  });
  return { methods, ending, nullable };
}

const isNullable = (handles: Protocol['handles'], of: string, name: string | null): boolean => {
  const property = handles[of]?.properties?.[name ?? ''];
  return typeof property === 'object' && 'handle' in property && property.nullable === true;
};

/** What patterns take out that may be null, where it is used: `({ body }) => body?.cancel()`. */
function takenOut({ unit, node }: FunctionDefinition, { handles }: Protocol): TSESTree.Node[] {
  return descendantsOf(node, unit.visitorKeys).flatMap((one) => {
    const isMissable =
      one.type === 'Property' && Object.keys(handles).some((handle) => isNullable(handles, handle, memberName(one)));
    const references = isMissable ? (unit.variable(one.value)?.references ?? []) : [];
    return references.filter((reference) => reference.isRead()).map(({ identifier }) => identifier as TSESTree.Node);
  });
}

function effectOf(shape: HelperShape, { methods, ending }: Called, protocol: Protocol): HelperEffect | null {
  const isPromise = (node: TSESTree.Node): boolean => {
    const called = methods.get(node);
    return called === undefined || givesPromise(protocol, called.name, called.method);
  };
  const steps = [...shape.calls, ...shape.loops];
  if (steps.some(({ node, isFloating, isCaught }) => isFloating && !isCaught && isPromise(node))) return null;
  // What throws where it is called, a `catch` behind the call of the helper would not see.
  if (!shape.isAsync && shape.calls.some(({ node }) => !isPromise(node) && methods.get(node)?.method?.needs))
    return null;
  // A body that is no JSON is one that can be released.
  if (steps.some(({ node, isCaught }) => !isCaught && methods.get(node)?.method?.parses)) return null;
  const isWaitedFor = shape.returns && shape.calls.some(({ node }) => isPromise(node));
  const mayFail = steps.some(
    ({ node, isCaught }) => !isCaught && (isPromise(node) || methods.get(node)?.method?.needs !== undefined),
  );
  return {
    gives: shape.isAsync ? 'promise' : isWaitedFor ? 'maybe' : 'nothing',
    waits: steps.some(({ node, isFloating }) => {
      const called = methods.get(node);
      return !isFloating && isPromise(node) && (called === undefined || waitsForServer(protocol, called));
    }),
    mayFail,
    takesNothing: shape.takesNothing,
    methods: new Set([...ending].map((node) => methods.get(node)?.name ?? '@@asyncIterator')),
  };
}

/** Whether a method gives something to wait for, as far as the tables tell: what they do not tell of may. */
function givesPromise({ handles }: Protocol, name: string, method: Method | undefined): boolean {
  if (typeof method?.returns === 'object' && 'handle' in method.returns) return false;
  if (method?.unlocks) return false;
  return releaseForms(handles).find(({ call }) => call.at(-1)?.name === name)?.promise ?? true;
}

/** Whether what a method gives may settle only after the server has sent more: all reads, and some ways to cancel. */
const waitsForServer = ({ handles }: Protocol, { name, method }: CalledMethod): boolean =>
  method?.effect === 'consume' || releaseForms(handles).some((form) => form.waits && form.call.at(-1)?.name === name);

const releaseForms = (handles: Protocol['handles']): ReleaseForm[] =>
  Object.values(handles).flatMap(({ release }) => (release ? [release.cancel, release.drain] : []));

/** Whether what a variable of the module is given at the start is there by the time a call in the file acquires something. */
function isThere(unit: Unit, variable: Variable, acquire: TSESTree.Node): boolean {
  const binding = bindingOfVariable(variable);
  if (binding?.kind !== 'value') return true;
  const declaration = unit.ast.body.find((statement) => isWithin(binding.node, statement));
  if (!declaration || (enclosingFunction(acquire) === null && acquire.range[0] < declaration.range[1])) return false;
  return unit.ast.body
    .slice(0, unit.ast.body.indexOf(declaration))
    .every((statement) => runsNothing(unit, statement, 0));
}

const MAX_DEPTH = 4;

/** What runs code that is not in sight of the statement. */
const RUNNING: ReadonlySet<string> = new Set([
  'CallExpression',
  'NewExpression',
  'AwaitExpression',
  'TaggedTemplateExpression',
  'Decorator',
]);

/** Whether what a statement of the module does by itself cannot run a function of the file: it calls none, and gives none away. */
function runsNothing(unit: Unit, statement: TSESTree.Node, depth: number): boolean {
  return [statement, ...descendantsOf(statement, unit.visitorKeys, (node) => !isFunction(node))].every(
    (node) => !RUNNING.has(node.type) || isForeign(unit, node, depth),
  );
}

/** Whether an expression is made of nothing that leads to a function of the file. */
function isForeign(unit: Unit, expression: TSESTree.Node, depth: number): boolean {
  return [expression, ...descendantsOf(expression, unit.visitorKeys)].every((node) => {
    if (isFunction(node)) return false;
    const variable = node.type === 'Identifier' ? unit.variable(node) : undefined;
    const binding = variable && bindingOfVariable(variable);
    if (!binding || binding.kind === 'import') return true;
    return (
      binding.kind === 'value' &&
      depth < MAX_DEPTH &&
      (binding.init === null || isForeign(unit, binding.init, depth + 1))
    );
  });
}
