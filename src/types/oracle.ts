/**
 * The type oracle resolves expressions. Scopes and imports are used first, because they are cheap and agree with the checker
 * if both know the answer; then the checker, if there is one. Otherwise the answer is null, which never leads to a report.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import { usesAgent, type Protocol } from '../protocols/index.js';
import { enclosingClass, type ClassNode } from '../syntax/classes.js';
import { onlyThrows } from '../syntax/functions.js';
import { isFunction, memberName, unwrap, type FunctionNode } from '../syntax/nodes.js';
import { directCall } from '../syntax/reflected-calls.js';
import type { HelperSetting, Settings } from '../protocols/settings.js';
import type { Tag } from '../protocols/tags.js';
import { isUnfailing, isUnfailingConstructor } from '../protocols/unfailing.js';
import type { Unit, Wanted } from '../syntax/unit.js';
import { isCaught } from '../syntax/promises.js';
import { isExported } from '../syntax/variables.js';
import { accessorBehind, accessorIn, type Accessor, type AccessorKind } from './accessors.js';
import { mayAbort } from './abortable.js';
import { Acquisitions, type Acquisition } from './acquisitions.js';
import { alternativesOf, type Alternative } from './alternatives.js';
import { mayHandOut } from './candidates.js';
import { CheckerOracle } from './checker-oracle.js';
import { Definitions, isStub, type Definition, type FunctionDefinition } from './definitions.js';
import { nameOf } from './entity.js';
import { importedPlace } from './imported-places.js';
import { ProgramUnits, type Units } from './program-units.js';
import { entityByScope } from './scope-oracle.js';
import { isLogging } from './loggers.js';
import { hasHeadOption, methodOf, signalOf, signalParts } from './call-options.js';
import { annotationOfExpression, isPredicateByScope, isPresentByScope, literalsByAnnotation } from './signatures.js';
import {
  givenBy,
  isPresent,
  isPrimitive,
  mayHave,
  mayRelease,
  neverReturns,
  resultOf,
  takes,
  type Given,
} from './value-kinds.js';
import { comesToNothing } from './timeouts.js';
import { bodiesGivenTo, type GivenBody } from './given-bodies.js';
import { unfailingCall, type UnfailingCall } from './unfailing.js';
import { sinkOf } from './sinks.js';
import type { Sink } from '../protocols/derived-streams.js';
import { UserTables } from './user-tables.js';

interface WrittenDefinitions {
  readonly all: Definitions;
  readonly acquiring: Definitions;
  readonly local: Definitions;
}

export class Oracle {
  readonly #checker: CheckerOracle | null;
  readonly #units: Units | null;
  readonly #user: UserTables;
  readonly #definitions: Definitions;
  readonly #local: Definitions;
  /** The same as `#definitions`, but without types only in files that use a client. */
  readonly #acquiring: Definitions;
  /** The same three, with defaults for values that are given and, without types, with methods that another file may override. */
  readonly #written: WrittenDefinitions;
  readonly #acquisitions: Acquisitions;

  /** @param units the files of the program of `unit`, if they differ from those of the program */
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
    this.#written = this.#writtenBy(isOverridden);
    this.#acquisitions = new Acquisitions(this.#checker, this.#user, {
      all: this.#definitions,
      local: this.#local,
      written: this.#written.all,
    });
  }

  #writtenBy(isOverridden: typeof isExtensible): WrittenDefinitions {
    const isReplaced = this.#checker ? isOverridden : isIncomplete;
    const local = new Definitions(() => null, isReplaced, true);
    if (this.#checker) {
      const all = new Definitions(this.#checker.definition, isReplaced, true);
      return { all, acquiring: all, local };
    }
    const all = importedDefinitions('any', isReplaced, true);
    return { all, acquiring: this.#user.isEmpty ? importedDefinitions('client', isReplaced, true) : all, local };
  }

  /** The unit of the file for the whole program: results about its functions refer to the nodes of this unit. */
  adopt(unit: Unit): Unit {
    return this.#checker?.adopt(unit) ?? unit;
  }

  /** Drops an adopted file that other files do not need. */
  forget(unit: Unit): void {
    this.#checker?.forget(unit);
  }

  /** The function, class or object literal that an expression evaluates to, in this file or (with types) in another. */
  definition(unit: Unit, expression: TSESTree.Node): Definition | null {
    return this.#definitions.of(unit, expression);
  }

  /**
   * The function that a callee is, unless it is given instead of a default or, without types, another file overrides it in a
   * subclass. What it returns is returned, and what it leaves open is left open, but it may be a hook that does nothing by itself.
   */
  overridable(unit: Unit, expression: TSESTree.Node): FunctionDefinition | null {
    return this.definition(unit, expression) === null ? functionAmong(this.#written.all.of(unit, expression)) : null;
  }

  /** The listener that an expression is, if it is in this file. */
  localListener(unit: Unit, expression: TSESTree.Node): FunctionDefinition | null {
    return functionAmong(this.localDefinition(unit, expression) ?? this.#written.local.of(unit, expression));
  }

  /**
   * The functions that an expression may evaluate to, if the choice is made at run time; null if one of them cannot be
   * analysed.
   */
  alternatives(unit: Unit, expression: TSESTree.Node): readonly Alternative[] | null {
    return this.definition(unit, expression) === null
      ? alternativesOf(unit, expression, (of, node) => this.definition(of, node))
      : null;
  }

  /** The same only for functions of this file; this is cheap. */
  localAlternatives(unit: Unit, expression: TSESTree.Node): readonly Alternative[] | null {
    return this.localDefinition(unit, expression) === null
      ? alternativesOf(unit, expression, (of, node) => this.localDefinition(of, node))
      : null;
  }

  /** The definition by scopes alone: only in this file; this is cheap. */
  localDefinition(unit: Unit, expression: TSESTree.Node): Definition | null {
    return this.#local.of(unit, expression);
  }

  /** The getter or setter of a member, in this file or (with types) in another. */
  accessor(unit: Unit, member: TSESTree.MemberExpression, kind: AccessorKind): Accessor | null {
    const name = memberName(member);
    if (name === null) return null;
    const local = accessorIn(this.localDefinition(unit, member.object), name, kind, (of, node) =>
      this.definition(of, node),
    );
    return local ?? (this.#units && accessorBehind(this.#units, unit, member, kind));
  }

  /** The disposer of the value of a `using` declaration, if it can be analysed. */
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

  /** The equivalent call without `call` or `apply`; the call itself if it is not a method of a known function. */
  straight(unit: Unit, call: TSESTree.CallExpression): TSESTree.CallExpression {
    const direct = directCall(unit, call);
    return direct && this.definition(unit, direct.callee)?.kind === 'function' ? direct : call;
  }

  /** Whether the code at a node can get a resource; for the program itself, whether any code of the file can. */
  mayAcquire(unit: Unit, node: TSESTree.Node): boolean {
    return !this.#checker || this.#user.hasClients || this.#checker.mayAcquire(unit, node);
  }

  /** The function that a call runs, if it could return a resource; other files are opened only if the types allow that. */
  provider(unit: Unit, given: TSESTree.CallExpression): Definition | null {
    const call = this.straight(unit, given);
    const callee = unwrap(call.callee);
    const local = this.localDefinition(unit, callee);
    if (local || !mayHandOut(callee)) return local;
    if (!this.#checker) return this.#providerInSight(unit, callee, passesFunction(call));
    // A generic function may return the result of its function argument: `traced(() => fetch(url))`.
    const isGiven = call.arguments.some((argument) => this.localDefinition(unit, argument)?.kind === 'function');
    const handsOut = this.#checker.returnsResource(unit, callee, isGiven || this.#user.hasClients);
    const may = handsOut === 'as-given' ? isGiven : handsOut === 'by-rejection' ? isCaught(given) : handsOut;
    return may ? (this.definition(unit, callee) ?? this.overridable(unit, callee)) : null;
  }

  /**
   * The same without types.
   *
   * @param isGiven a function: a generic function may return the result of its function argument, so its file does not have to
   * use a client
   */
  #providerInSight(unit: Unit, callee: TSESTree.Node, isGiven: boolean): Definition | null {
    const found = (isGiven ? this.#definitions : this.#acquiring).of(unit, callee);
    return found ?? this.#written[isGiven ? 'all' : 'acquiring'].of(unit, callee);
  }

  /** The resolved name of the callee (`global:console.log`, `undici#Pool.request`), or null. */
  calleeName(unit: Unit, call: TSESTree.CallExpression | TSESTree.NewExpression): string | null {
    const entity = entityByScope(unit, call.callee);
    return entity && nameOf(entity);
  }

  /** The literals that the type of an expression allows; null if it is not a union of literals. */
  literals(unit: Unit, node: TSESTree.Node): readonly unknown[] | null {
    return literalsByAnnotation(unit, node) ?? this.#checker?.literals(unit, node) ?? null;
  }

  /**
   * Whether the awaited value of an expression has the property at `path`, unless a value on the path is null or undefined; null
   * if the type is unknown.
   */
  hasProperty(unit: Unit, node: TSESTree.Node, path: readonly string[]): boolean | null {
    return this.#checker?.hasProperty(unit, node, path) ?? null;
  }

  /** Whether a call of `callee` is a log call. A logger of the program may do more, so check definitions first. */
  isLogging(unit: Unit, callee: TSESTree.Node): boolean {
    return isLogging(unit, callee, this.#checker);
  }

  /** Whether a promise, if it is fulfilled, is always fulfilled with undefined or null, as that of a timeout is. */
  comesToNothing(unit: Unit, promise: TSESTree.Node): boolean {
    return comesToNothing(unit, promise, (of, node) => this.definition(of, node));
  }

  /** What is known of a call of the platform that throws nothing by itself; null for every other call. */
  unfailing(unit: Unit, call: TSESTree.CallExpression | TSESTree.NewExpression): UnfailingCall | null {
    return unfailingCall(unit, call);
  }

  /** Whether an expression is a function, or a class if it `isConstructed`, of the platform that throws nothing. */
  isUnfailingName(unit: Unit, expression: TSESTree.Node, isConstructed = false): boolean {
    const entity = entityByScope(unit, expression);
    return entity !== null && (isConstructed ? isUnfailingConstructor : isUnfailing)(nameOf(entity));
  }

  /** Whether the value of an expression is a promise, if types are known. */
  isPromise(unit: Unit, node: TSESTree.Node): boolean {
    return this.#checker?.isPromise(unit, node) ?? false;
  }

  /** Whether a value is an immutable primitive such as a string or a number, by types and annotations. */
  isPrimitive(unit: Unit, node: TSESTree.Node): boolean {
    const annotation = annotationOfExpression(unit, node);
    return annotation ? PRIMITIVES.has(annotation.type) : isPrimitive(unit, node);
  }

  /** Whether no code runs behind a call, by its type. */
  neverReturns(unit: Unit, call: TSESTree.CallExpression): boolean {
    return neverReturns(unit, call);
  }

  /** Whether the type of the property at `path` allows a value with one of the members; null if the type is unknown. */
  mayHave(unit: Unit, node: TSESTree.Node, path: readonly string[], members: readonly string[]): boolean | null {
    return mayHave(unit, node, path, members);
  }

  /** The kind of result of the method at `path` of the awaited value of an expression; null if the type is unknown. */
  givenBy(unit: Unit, node: TSESTree.Node, path: readonly string[]): Given | null {
    return givenBy(unit, node, path);
  }

  /** Whether a function may be given what `path` leads to from the value of a node, once that is awaited; null where no type tells. */
  takes(unit: Unit, callee: TSESTree.Node, given: Parameters<typeof takes>[2]): boolean | null {
    return takes(unit, callee, given);
  }

  /** Whether a function may be one that releases its argument and does no more, by its type; null where no type tells. */
  mayRelease(unit: Unit, callee: TSESTree.Node): boolean | null {
    return mayRelease(unit, callee);
  }

  /** What a function gives; null where no type tells. */
  resultOf(unit: Unit, callee: TSESTree.Node): Given | null {
    return resultOf(unit, callee);
  }

  /**
   * Whether the awaited value of an expression, or its property at `path`, may be null or undefined; null if there are no
   * types.
   */
  isNullable(unit: Unit, node: TSESTree.Node, path: readonly string[] = []): boolean | null {
    return this.#checker?.isNullable(unit, node, path) ?? null;
  }

  /** Whether the value of an expression is neither null nor undefined, as its type or an annotation of the file says. */
  isPresent(unit: Unit, node: TSESTree.Node): boolean {
    return isPresentByScope(unit, node) || isPresent(unit, node);
  }

  /** Whether the cases of a switch cover every literal that the type of its discriminant allows. */
  isExhaustive(unit: Unit, node: TSESTree.SwitchStatement): boolean {
    const values = this.literals(unit, node.discriminant);
    const covered = new Set<unknown>(node.cases.map(({ test }) => (test?.type === 'Literal' ? test.value : undefined)));
    return values !== null && values.length > 0 && values.every((value) => covered.has(value));
  }

  /** Whether the call only borrows its agent for one request. */
  isRequest(unit: Unit, call: TSESTree.CallExpression): boolean {
    const name = this.calleeName(unit, call);
    return (name !== null && usesAgent(name)) || this.acquisition(unit, call)?.protocol.resource === 'body';
  }

  /** Whether the client that a call asks has read the response when its promise is fulfilled. */
  isBuffered(unit: Unit, call: TSESTree.CallExpression): boolean {
    return this.#acquisitions.isBuffered(unit, call);
  }

  /** The method option of a call, also through constants, if a response to HEAD has no body; otherwise null. */
  headOption(unit: Unit, call: TSESTree.CallExpression, protocol: Protocol): TSESTree.Node | null {
    return protocol.headIsEmpty ? methodOf(unit, call, protocol) : null;
  }

  /** What happens to a stream that is piped into the value of an expression; null if that is unknown. */
  sink(unit: Unit, node: TSESTree.Node): Sink | null {
    return sinkOf(unit, this.#checker, node);
  }

  /** The signal option of a call. */
  signal(unit: Unit, call: TSESTree.CallExpression): TSESTree.Node | null {
    return signalOf(unit, call);
  }

  /** The signals that a signal is made of. */
  signals(unit: Unit, signal: TSESTree.Node): readonly TSESTree.Node[] {
    return signalParts(unit, signal);
  }

  /** Whether the signal of a request may be aborted. */
  mayAbort(unit: Unit, signal: TSESTree.Node): boolean {
    return mayAbort(unit, signal);
  }

  /**
   * Whether the options of a wrapper request HEAD in the form of a client of this protocol; how the wrapper passes them to the
   * client is not analysed.
   */
  tellsHead(unit: Unit, call: TSESTree.CallExpression, protocol: Protocol): boolean {
    return protocol.headIsEmpty && hasHeadOption(unit, call, protocol);
  }

  /** The declared effect of a function on a resource that it gets, from the user's settings or tags of its declaration. */
  declaredEffect(unit: Unit, call: TSESTree.CallExpression | TSESTree.NewExpression): HelperSetting['effect'] | null {
    const set = this.#user.isEmpty ? null : this.#user.helper(call.callee, this.#acquisitions.calleeEntity(unit, call));
    return set ?? this.tags(unit, call).find((tag) => tag.kind === 'helper')?.effect ?? null;
  }

  /**
   * Whether a call of an unknown function is a predicate: `shouldRetry(response)`, of a parameter, a variable or a field with a
   * function that returns a boolean. A method may do more (`emitter.emit(…)`, `stream.write(…)`).
   */
  isPredicate(unit: Unit, call: TSESTree.CallExpression): boolean {
    const callee = unwrap(call.callee);
    if (callee.type !== 'Identifier' && callee.type !== 'MemberExpression') return false;
    return isPredicateByScope(unit, callee) || this.#checker?.isPredicate(unit, callee) === true;
  }

  /** The tags of the declaration of the callee. */
  tags(unit: Unit, call: TSESTree.CallExpression | TSESTree.NewExpression): readonly Tag[] {
    return this.#checker?.tags(unit, unwrap(call.callee)) ?? [];
  }

  /** Whether settings of the user, or a tag of the declaration, declare the call as an acquisition. */
  isDeclared(unit: Unit, call: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
    return this.#acquisitions.isDeclared(unit, call);
  }

  /** The objects with a body that a function is given by other code. */
  bodiesGivenTo(unit: Unit, fn: FunctionNode): readonly GivenBody[] {
    return bodiesGivenTo(unit, { checker: this.#checker, acquisition: (call) => this.acquisition(unit, call) }, fn);
  }

  /** The resource that the call acquires, by the tables, by types, or by the signature of an injected callable; else null. */
  acquisition(unit: Unit, call: TSESTree.CallExpression | TSESTree.NewExpression): Acquisition | null {
    return this.#acquisitions.of(unit, call);
  }
}

/** Annotations of immutable primitives. */
const PRIMITIVES: ReadonlySet<string> = new Set([
  'TSStringKeyword',
  'TSNumberKeyword',
  'TSBooleanKeyword',
  'TSBigIntKeyword',
]);

/** A function that is no placeholder. */
const functionAmong = (found: Definition | null): FunctionDefinition | null =>
  found?.kind === 'function' && !isStub(found) ? found : null;

const passesFunction = (call: TSESTree.CallExpression): boolean =>
  call.arguments.some((argument) => isFunction(unwrap(argument)));

/** Definitions in files that are imported without types. */
function importedDefinitions(wanted: Wanted, isOverridden = isExtensible, isUsual = false): Definitions {
  const elsewhere = (unit: Unit, node: TSESTree.Node): Definition | null => {
    const place = importedPlace(unit, node, wanted);
    return place && definitions.of(place.unit, place.node);
  };
  const definitions = new Definitions(elsewhere, isOverridden, isUsual);
  return definitions;
}

/**
 * Whether a class of another file may override this method: without types, every exported class may be extended.
 */
function isExtensible(unit: Unit, method: TSESTree.Node, receiver: Definition | null): boolean {
  const owner = ownerOf(unit, method, receiver);
  const variable = owner.node?.id && owner.unit.variable(owner.node.id);
  return variable ? isExported(variable) : true;
}

/** Whether the class of a method has to be extended: it is abstract, or one of its methods only throws. */
function isIncomplete(unit: Unit, method: TSESTree.Node, receiver: Definition | null): boolean {
  const { node } = ownerOf(unit, method, receiver);
  return node === null || node.abstract || node.body.body.some((member) => isPlaceholder(member));
}

const isPlaceholder = (member: TSESTree.ClassElement): boolean =>
  member.type === 'MethodDefinition' && isFunction(member.value) && onlyThrows(member.value);

/** The class of the receiver, if that is known; else the one that has the method. */
const ownerOf = (
  unit: Unit,
  method: TSESTree.Node,
  receiver: Definition | null,
): { readonly unit: Unit; readonly node: ClassNode | null } =>
  receiver?.kind === 'instance' ? receiver : { unit, node: enclosingClass(method) };
