/**
 * The type oracle: what is this expression? Scopes and imports answer first, since they are cheap and agree with the
 * checker wherever both know; then the checker, if there is one; else the answer is null, which never leads to a report.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import { usesAgent, type Protocol } from '../protocols/index.js';
import { enclosingClass } from '../syntax/classes.js';
import { isFunction, memberName, unwrap } from '../syntax/nodes.js';
import { directCall } from '../syntax/reflected-calls.js';
import type { HelperSetting, Settings } from '../protocols/settings.js';
import type { Tag } from '../protocols/tags.js';
import type { Unit, Wanted } from '../syntax/unit.js';
import { isExported } from '../syntax/variables.js';
import { accessorBehind, accessorIn, type Accessor, type AccessorKind } from './accessors.js';
import { Acquisitions, type Acquisition } from './acquisitions.js';
import { alternativesOf, type Alternative } from './alternatives.js';
import { mayHandOut } from './candidates.js';
import { CheckerOracle } from './checker-oracle.js';
import { Definitions, type Definition } from './definitions.js';
import { nameOf } from './entity.js';
import { importedPlace } from './imported-places.js';
import { ProgramUnits, type Units } from './program-units.js';
import { entityByScope } from './scope-oracle.js';
import { isLogging } from './loggers.js';
import { hasHeadOption, methodOf, signalOf } from './call-options.js';
import { annotationOfExpression, isPredicateByScope, literalsByAnnotation } from './signatures.js';
import { givenBy, isPrimitive, mayHave, type Given } from './value-kinds.js';
import { UserTables } from './user-tables.js';

export class Oracle {
  readonly #checker: CheckerOracle | null;
  readonly #units: Units | null;
  readonly #user: UserTables;
  readonly #definitions: Definitions;
  readonly #local: Definitions;
  /** The same as `#definitions`, but without types only in files that use a client. */
  readonly #acquiring: Definitions;
  readonly #acquisitions: Acquisitions;

  /** @param units the files of the program of `unit`, where they are not those that the program has */
  constructor(unit: Unit, settings: Settings, units?: Units) {
    this.#user = new UserTables(settings);
    this.#units = unit.services ? (units ?? ProgramUnits.of(unit.services.program)) : null;
    this.#checker = this.#units && new CheckerOracle(this.#units);
    const isOverridden = this.#checker?.isOverridden ?? isExtensible;
    this.#local = new Definitions(() => null, isOverridden);
    this.#definitions = this.#checker
      ? new Definitions(this.#checker.definition, isOverridden)
      : importedDefinitions('any');
    this.#acquiring = this.#checker || !this.#user.isEmpty ? this.#definitions : importedDefinitions('client');
    this.#acquisitions = new Acquisitions(this.#checker, this.#user, this.#definitions, this.#local);
  }

  /** The file of `unit` as other files of the program see it: what is known of its functions is known by these nodes. */
  adopt(unit: Unit): Unit {
    return this.#checker?.adopt(unit) ?? unit;
  }

  /** Lets go of an adopted file, of which nothing is worth being known by others. */
  forget(unit: Unit): void {
    this.#checker?.forget(unit);
  }

  /** The function, class or object literal an expression evaluates to, in this file or (typed) in another. */
  definition(unit: Unit, expression: TSESTree.Node): Definition | null {
    return this.#definitions.of(unit, expression);
  }

  /**
   * The functions one of which an expression evaluates to, where that is decided when the program runs; null where one
   * of them is not in reach.
   */
  alternatives(unit: Unit, expression: TSESTree.Node): readonly Alternative[] | null {
    return this.definition(unit, expression) === null
      ? alternativesOf(unit, expression, (of, node) => this.definition(of, node))
      : null;
  }

  /** The same for functions of this file, and cheap. */
  localAlternatives(unit: Unit, expression: TSESTree.Node): readonly Alternative[] | null {
    return this.localDefinition(unit, expression) === null
      ? alternativesOf(unit, expression, (of, node) => this.localDefinition(of, node))
      : null;
  }

  /** The definition by scopes alone: only in this file, and cheap. */
  localDefinition(unit: Unit, expression: TSESTree.Node): Definition | null {
    return this.#local.of(unit, expression);
  }

  /** The getter or setter behind a member, in this file or (typed) in another. */
  accessor(unit: Unit, member: TSESTree.MemberExpression, kind: AccessorKind): Accessor | null {
    const name = memberName(member);
    if (name === null) return null;
    const local = accessorIn(this.localDefinition(unit, member.object), name, kind, (of, node) =>
      this.definition(of, node),
    );
    return local ?? (this.#units && accessorBehind(this.#units, unit, member, kind));
  }

  /** The disposer of what a `using` declares, where that is in reach. */
  disposer(unit: Unit, { id, parent }: TSESTree.VariableDeclarator): Extract<Definition, { kind: 'function' }> | null {
    const made = this.definition(unit, id);
    const names =
      parent.type === 'VariableDeclaration' && parent.kind === 'await using'
        ? ['@@asyncDispose', '@@dispose']
        : ['@@dispose'];
    for (const name of made ? names : []) {
      const disposer = this.#definitions.member(made!, name);
      if (disposer?.kind === 'function') return disposer;
    }
    return null;
  }

  /** A call as it would be written without `call` or `apply`; the call itself where that is no method of a function in reach. */
  straight(unit: Unit, call: TSESTree.CallExpression): TSESTree.CallExpression {
    const direct = directCall(unit, call);
    return direct && this.definition(unit, direct.callee)?.kind === 'function' ? direct : call;
  }

  /** The function a call runs, if it could hand out a resource; other files are only opened where the types say so. */
  provider(unit: Unit, given: TSESTree.CallExpression): Definition | null {
    const call = this.straight(unit, given);
    const callee = unwrap(call.callee);
    const local = this.localDefinition(unit, callee);
    if (local || !mayHandOut(callee)) return local;
    if (!this.#checker)
      // What a generic function gives is what the function gives that it is passed: it need not name a client.
      return (passesFunction(call) ? this.#definitions : this.#acquiring).of(unit, callee);
    const handsOut = this.#checker.returnsResource(unit, callee);
    // What a generic function gives is what the function gives that it is passed: `traced(() => fetch(url))`.
    const may =
      handsOut === 'as-given'
        ? call.arguments.some((argument) => this.localDefinition(unit, argument)?.kind === 'function')
        : handsOut;
    return may ? this.definition(unit, callee) : null;
  }

  /** The resolved name of what a call calls (`global:console.log`, `undici#Pool.request`), or null. */
  calleeName(unit: Unit, call: TSESTree.CallExpression | TSESTree.NewExpression): string | null {
    const entity = entityByScope(unit, call.callee);
    return entity && nameOf(entity);
  }

  /** The literals that the type of an expression allows; null where it is no union of literals. */
  literals(unit: Unit, node: TSESTree.Node): readonly unknown[] | null {
    return literalsByAnnotation(unit, node) ?? this.#checker?.literals(unit, node) ?? null;
  }

  /**
   * Whether the value of an expression, once it is awaited, has what `path` leads to, unless something on the way is
   * null or undefined; null where no type tells.
   */
  hasProperty(unit: Unit, node: TSESTree.Node, path: readonly string[]): boolean | null {
    return this.#checker?.hasProperty(unit, node, path) ?? null;
  }

  /** Whether a call of `callee` tells a logger something. Somebody may have written one who does more, so definitions come first. */
  isLogging(unit: Unit, callee: TSESTree.Node): boolean {
    return isLogging(unit, callee, this.#checker);
  }

  /** Whether the value of an expression is a promise, as far as types tell. */
  isPromise(unit: Unit, node: TSESTree.Node): boolean {
    return this.#checker?.isPromise(unit, node) ?? false;
  }

  /** Whether a value is a text, a number or the like, which nobody can change, as far as types and annotations tell. */
  isPrimitive(unit: Unit, node: TSESTree.Node): boolean {
    const annotation = annotationOfExpression(unit, node);
    return annotation ? PRIMITIVES.has(annotation.type) : isPrimitive(unit, node);
  }

  /** Whether the type of what `path` leads to allows for something that has one of the members; null where no type tells. */
  mayHave(unit: Unit, node: TSESTree.Node, path: readonly string[], members: readonly string[]): boolean | null {
    return mayHave(unit, node, path, members);
  }

  /** What the method that `path` leads to gives, of the value of an expression once it is awaited; null where no type tells. */
  givenBy(unit: Unit, node: TSESTree.Node, path: readonly string[]): Given | null {
    return givenBy(unit, node, path);
  }

  /**
   * Whether the value of an expression, once it is awaited, or of a property of it, may be null or undefined; null
   * where there are no types.
   */
  isNullable(unit: Unit, node: TSESTree.Node, path: readonly string[] = []): boolean | null {
    return this.#checker?.isNullable(unit, node, path) ?? null;
  }

  /** Whether the cases of a switch cover every literal that its discriminant's type allows. */
  isExhaustive(unit: Unit, node: TSESTree.SwitchStatement): boolean {
    const values = this.literals(unit, node.discriminant);
    const covered = new Set<unknown>(node.cases.map(({ test }) => (test?.type === 'Literal' ? test.value : undefined)));
    return values !== null && values.length > 0 && values.every((value) => covered.has(value));
  }

  /** Whether the call uses an agent that it is given for one request, and gives it back. */
  isRequest(unit: Unit, call: TSESTree.CallExpression): boolean {
    const name = this.calleeName(unit, call);
    return (name !== null && usesAgent(name)) || this.acquisition(unit, call)?.protocol.resource === 'body';
  }

  /** The method that a call is given by an option, behind constants too, where an answer to HEAD has no body; null elsewhere. */
  headOption(unit: Unit, call: TSESTree.CallExpression, protocol: Protocol): TSESTree.Node | null {
    return protocol.headIsEmpty ? methodOf(unit, call, protocol) : null;
  }

  /** The signal that a call is given. */
  signal(unit: Unit, call: TSESTree.CallExpression): TSESTree.Node | null {
    return signalOf(unit, call);
  }

  /**
   * Whether a wrapper is told to ask for no body, in words that a client of this protocol would understand; how they
   * reach that client is not looked into.
   */
  tellsHead(unit: Unit, call: TSESTree.CallExpression, protocol: Protocol): boolean {
    return protocol.headIsEmpty && hasHeadOption(unit, call, protocol);
  }

  /** What the user's settings, or the tags of its declaration, say a function does with a resource it is given. */
  declaredEffect(unit: Unit, call: TSESTree.CallExpression | TSESTree.NewExpression): HelperSetting['effect'] | null {
    const set = this.#user.isEmpty ? null : this.#user.helper(call.callee, this.#acquisitions.calleeEntity(unit, call));
    return set ?? this.tags(unit, call).find((tag) => tag.kind === 'helper')?.effect ?? null;
  }

  /**
   * Whether a call of something that is not in reach asks a question: `shouldRetry(response)`, of a parameter, a
   * variable or a field that holds
   * a function whose answer is a boolean. A method may well do more (`emitter.emit(…)`, `stream.write(…)`).
   */
  isPredicate(unit: Unit, call: TSESTree.CallExpression): boolean {
    const callee = unwrap(call.callee);
    if (callee.type !== 'Identifier' && callee.type !== 'MemberExpression') return false;
    return isPredicateByScope(unit, callee) || this.#checker?.isPredicate(unit, callee) === true;
  }

  /** The tags of the declaration of what a call calls. */
  tags(unit: Unit, call: TSESTree.CallExpression | TSESTree.NewExpression): readonly Tag[] {
    return this.#checker?.tags(unit, unwrap(call.callee)) ?? [];
  }

  /** Whether it is the user, or who wrote the declaration, that says what the call hands out. */
  isDeclared(unit: Unit, call: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
    return this.#acquisitions.isDeclared(unit, call);
  }

  /** What the call acquires by the tables, by the types, or by the signature of an injected callable; else null. */
  acquisition(unit: Unit, call: TSESTree.CallExpression | TSESTree.NewExpression): Acquisition | null {
    return this.#acquisitions.of(unit, call);
  }
}

/** Annotations of what nobody can change. */
const PRIMITIVES: ReadonlySet<string> = new Set([
  'TSStringKeyword',
  'TSNumberKeyword',
  'TSBooleanKeyword',
  'TSBigIntKeyword',
]);

const passesFunction = (call: TSESTree.CallExpression): boolean =>
  call.arguments.some((argument) => isFunction(unwrap(argument)));

/** Definitions in files that are imported without types. */
function importedDefinitions(wanted: Wanted): Definitions {
  const definitions: Definitions = new Definitions((unit, node) => {
    const place = importedPlace(unit, node, wanted);
    return place && definitions.of(place.unit, place.node);
  }, isExtensible);
  return definitions;
}

/**
 * Whether a class of another file may put a method of its own in the place of this one: without types, every class
 * that is exported may be extended.
 */
function isExtensible(unit: Unit, method: TSESTree.Node, receiver: Definition | null): boolean {
  const owner = receiver?.kind === 'instance' ? receiver : { unit, node: enclosingClass(method) };
  const variable = owner.node?.id && owner.unit.variable(owner.node.id);
  return variable ? isExported(variable) : true;
}
