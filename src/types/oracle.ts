/**
 * The type oracle: what is this expression? Scopes and imports answer first, since they are cheap and agree with the
 * checker wherever both know; then the checker, if there is one; else the answer is null, which never leads to a report.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import {
  acquireByName,
  acquireNames,
  headEvents,
  injectable,
  protocolByEmitter,
  usesAgent,
  type Acquire,
  type Condition,
  type Protocol,
} from '../protocols/index.js';
import { listening } from '../protocols/platform.js';
import { enclosingClass } from '../syntax/classes.js';
import { bindingOf } from '../syntax/bindings.js';
import { constantOf, optionIn } from '../syntax/constants.js';
import { isFunction, memberName, stringValue, unwrap } from '../syntax/nodes.js';
import type { ClientSetting, HelperSetting, Settings } from '../protocols/settings.js';
import type { Tag } from '../protocols/tags.js';
import type { Unit } from '../syntax/unit.js';
import { isExported } from '../syntax/variables.js';
import { mayBeRequest, mayHandOut } from './candidates.js';
import { CheckerOracle } from './checker-oracle.js';
import { Definitions, isStub, type Definition } from './definitions.js';
import { ANONYMOUS, isOwnModule, memberOf, nameOf, type Entity } from './entity.js';
import { ProgramUnits, type Units } from './program-units.js';
import { entityByScope, entityOfType } from './scope-oracle.js';
import { isHeardElsewhere } from './listeners.js';
import { isLogging } from './loggers.js';
import {
  hasHeadOption,
  holdsNothing,
  isIntercepted,
  readsItself,
  cancellationSourcesAt,
  methodOf,
  signalOf,
  type CancellationSource,
} from './call-options.js';
import {
  annotationOfExpression,
  fetchLikeByAnnotation,
  fetchLikeBySignature,
  isPredicateByScope,
  literalsByAnnotation,
} from './signatures.js';
import { isFetchByUsage } from './fetch-by-usage.js';
import { UserTables } from './user-tables.js';

/** A call that hands out a resource. */
export interface Acquisition {
  readonly protocol: Protocol;
  /** As a person writes the call: `fetch`, `undici.request`. */
  readonly client: string;
  readonly gives: 'value' | 'promise' | 'message' | 'callback';
  /** The promise may be rejected with an error that holds the resource. */
  readonly rejects?: boolean;
  /** For `callback`: the listener that is given the resource; for `value`: one that is given it as well. */
  readonly listener?: TSESTree.Node;
  /** By which parameter it is given the resource, where that is not the first: those before it are then null. */
  readonly parameter?: number;
  /** What the call was given that can end the resource from outside. */
  readonly cancellationSources: readonly CancellationSource[];
}

type Client = Pick<ClientSetting, 'protocol' | 'gives'>;

export class Oracle {
  readonly #checker: CheckerOracle | null;
  readonly #user: UserTables;
  readonly #definitions: Definitions;
  readonly #local: Definitions;
  readonly #acquisitions = new WeakMap<TSESTree.Node, Acquisition | null>();

  /** @param units the files of the program of `unit`, where they are not those that the program has */
  constructor(unit: Unit, settings: Settings, units?: Units) {
    this.#user = new UserTables(settings);
    this.#checker = unit.services ? new CheckerOracle(units ?? ProgramUnits.of(unit.services.program)) : null;
    const isOverridden = this.#checker?.isOverridden ?? isExtensible;
    this.#local = new Definitions(() => null, isOverridden);
    this.#definitions = new Definitions(this.#checker?.definition ?? (() => null), isOverridden);
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

  /** The same by scopes alone: only in this file, and cheap. */
  localDefinition(unit: Unit, expression: TSESTree.Node): Definition | null {
    return this.#local.of(unit, expression);
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

  /** The function a call runs, if it could hand out a resource; other files are only opened where the types say so. */
  provider(unit: Unit, call: TSESTree.CallExpression): Definition | null {
    const callee = unwrap(call.callee);
    const local = this.localDefinition(unit, callee);
    if (local || !this.#checker || !mayHandOut(callee)) return local;
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

  /** Whether the value of an expression, once it is awaited, has what `path` leads to, unless something on the way is null or undefined; null where no type tells. */
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

  /** Whether the value of an expression, once it is awaited, or of a property of it, may be null or undefined; null where there are no types. */
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

  /** Whether a wrapper is told to ask for no body, in words that a client of this protocol would understand; how they reach that client is not looked into. */
  tellsHead(unit: Unit, call: TSESTree.CallExpression, protocol: Protocol): boolean {
    return protocol.headIsEmpty && hasHeadOption(unit, call, protocol);
  }

  /** What the user's settings, or the tags of its declaration, say a function does with a resource it is given. */
  declaredEffect(unit: Unit, call: TSESTree.CallExpression | TSESTree.NewExpression): HelperSetting['effect'] | null {
    const set = this.#user.isEmpty ? null : this.#user.helper(call.callee, this.#calleeEntity(unit, call));
    return set ?? this.tags(unit, call).find((tag) => tag.kind === 'helper')?.effect ?? null;
  }

  /**
   * Whether a call of something that is not in reach asks a question: `shouldRetry(response)`, of a parameter, a variable or a field that holds
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
    return (
      call.type === 'CallExpression' &&
      (this.#setClient(unwrap(call.callee), this.#calleeEntity(unit, call)) ?? this.#taggedClient(unit, call)) !== null
    );
  }

  /** What the call acquires by the tables, by the types, or by the signature of an injected callable; else null. */
  acquisition(unit: Unit, call: TSESTree.CallExpression | TSESTree.NewExpression): Acquisition | null {
    let known = this.#acquisitions.get(call);
    if (known === undefined)
      this.#acquisitions.set(
        call,
        (known = call.type === 'NewExpression' ? this.#construct(unit, call) : this.#acquire(unit, call)),
      );
    return known;
  }

  #construct(unit: Unit, made: TSESTree.NewExpression): Acquisition | null {
    const entity = this.#constructed(unit, made.callee);
    const found = entity && acquireByName(`new ${nameOf(entity)}`);
    return found ? this.#fromTable(unit, made, entity, found.protocol, found.acquire) : null;
  }

  /** The class that is constructed; for a subclass of the user's own, the class of a library it rests on. */
  #constructed(unit: Unit, callee: TSESTree.Node): Entity | null {
    const own = this.localDefinition(unit, callee);
    return own?.kind === 'class'
      ? own.node.superClass
        ? this.#constructed(unit, own.node.superClass)
        : null
      : entityByScope(unit, callee);
  }

  #acquire(unit: Unit, call: TSESTree.CallExpression): Acquisition | null {
    const callee = unwrap(call.callee);
    const entity = this.#calleeEntity(unit, call);
    const declared = this.#setClient(callee, entity);
    if (declared) return this.#declared(unit, call, declared);
    if (entity) {
      const name = nameOf(entity);
      const announced = this.#announced(unit, call, entity);
      if (announced !== undefined) return announced;
      const found = acquireByName(name);
      if (found) return this.#fromTable(unit, call, entity, found.protocol, found.acquire);
    }
    const tagged = this.#taggedClient(unit, call);
    if (tagged) return this.#declared(unit, call, tagged);
    // An import that is no client of the tables: only an implementation in reach can tell more.
    if (
      entity &&
      entity.module !== 'global' &&
      !entity.instance &&
      !isOwnModule(entity.module) &&
      this.#checker?.isOwn(unit, callee) !== true
    )
      return null;
    if (callee.type !== 'Identifier' && callee.type !== 'MemberExpression') return null;
    if (call.arguments.length === 0 || entity?.module === 'global') return null;
    const like = this.#injected(unit, call, callee);
    if (!like || holdsNothing(unit, call, like)) return null;
    return {
      protocol: like,
      client: clientName(unit, callee),
      gives: 'promise',
      cancellationSources: cancellationSourcesAt(unit, call),
    };
  }

  /** What a listener of a request is given, or who awaits its event; undefined where the call waits for nothing that is announced. */
  #announced(unit: Unit, call: TSESTree.CallExpression, entity: Entity): Acquisition | null | undefined {
    const isAwaited = nameOf(entity) === 'node:events:once';
    const emitter = isAwaited ? this.#emitter(unit, call.arguments[0]) : ownerOf(entity);
    const protocol = emitter === null ? undefined : protocolByEmitter(emitter);
    if (!protocol || stringValue(call.arguments[isAwaited ? 1 : 0]) !== protocol.headEvent) return undefined;
    const { client } = protocol.announcedBy!;
    if (isAwaited) return { protocol, client, gives: 'message', cancellationSources: [] };
    const listener = call.arguments[1];
    if (!listener || !listening.has(entity.path.slice(entity.path.lastIndexOf('.') + 1))) return undefined;
    return isHeardElsewhere(unit, call) || (!entity.made && this.#isDeaf(unit, listener))
      ? null
      : { protocol, client, gives: 'callback', listener, cancellationSources: [] };
  }

  #setClient(callee: TSESTree.Node, entity: Entity | null): Client | null {
    return this.#user.isEmpty ? null : this.#user.client(callee, entity);
  }

  #taggedClient(unit: Unit, call: TSESTree.CallExpression): Client | null {
    return this.tags(unit, call).find((tag) => tag.kind === 'client')?.client ?? null;
  }

  #declared(unit: Unit, call: TSESTree.CallExpression, { protocol, gives }: Client): Acquisition | null {
    return holdsNothing(unit, call, protocol)
      ? null
      : {
          protocol,
          client: clientName(unit, unwrap(call.callee)),
          gives,
          cancellationSources: cancellationSourcesAt(unit, call),
        };
  }

  /** The protocol of a callable without an implementation, by its annotation, its type, or what is done with what it gives. */
  #injected(unit: Unit, call: TSESTree.CallExpression, callee: TSESTree.Node): Protocol | null {
    const local = this.localDefinition(unit, callee);
    if (local && !isStub(local)) return null;
    const annotated = local ? fetchLikeBySignature(unit, local.node) : fetchLikeByAnnotation(unit, callee);
    if (annotated || !mayBeRequest(call, callee)) return annotated;
    const typed = this.#checker?.fetchLike(unit, callee);
    const made = typed ? this.definition(unit, callee) : null;
    if (typed) return made && !isStub(made) ? null : typed;
    return isFetchByUsage(unit, call) && (!this.#checker || this.#checker.isUntyped(unit, callee))
      ? injectable.protocol
      : null;
  }

  #calleeEntity(unit: Unit, call: TSESTree.CallExpression | TSESTree.NewExpression): Entity | null {
    const callee = unwrap(call.callee);
    const entity = entityByScope(unit, callee);
    // A type of the user's own says no more than its name, unless somebody looks into it.
    if ((entity && !(entity.instance && isOwnModule(entity.module))) || callee.type !== 'MemberExpression')
      return entity;
    const name = memberName(callee);
    if (
      name === null ||
      (!acquireNames.has(name) && !(listening.has(name) && headEvents.has(stringValue(call.arguments[0]) ?? '')))
    )
      return entity;
    const owner = this.#checker?.entity(unit, callee.object);
    return (owner && owner.path !== ANONYMOUS ? memberOf(owner, name) : this.#injectedEntity(unit, callee)) ?? entity;
  }

  /** The function of a library that a property holds by its type: `{ request: typeof http.request }`, `Pick<typeof http, 'request'>`. */
  #injectedEntity(unit: Unit, callee: TSESTree.MemberExpression): Entity | null {
    const entity = entityOfType(unit, annotationOfExpression(unit, callee)) ?? this.#checker?.entity(unit, callee);
    // What has the type of the global `fetch` is known by its signature.
    if (!entity || entity.instance || entity.module === 'global' || !acquireByName(nameOf(entity))) return null;
    return this.definition(unit, callee) ? null : entity;
  }

  /** The class of what an expression is an instance of. */
  #emitter(unit: Unit, node: TSESTree.Node | undefined): string | null {
    const entity = node && (entityByScope(unit, node) ?? this.#checker?.entity(unit, node));
    return entity?.instance ? nameOf(entity) : null;
  }

  #fromTable(
    unit: Unit,
    call: TSESTree.CallExpression | TSESTree.NewExpression,
    entity: Entity,
    protocol: Protocol,
    acquire: Acquire,
  ): Acquisition | null {
    if ((acquire.when && !this.#holds(unit, call, entity, acquire.when)) || readsItself(unit, call)) return null;
    if (holdsNothing(unit, call, protocol)) return null;
    const { client } = acquire;
    const callback = acquire.callback && this.#callbackOf(unit, call, acquire.callback.argument);
    if (callback === null) return null;
    if (callback)
      return {
        protocol,
        client,
        gives: 'callback',
        listener: callback,
        parameter: acquire.callback.parameter,
        cancellationSources: cancellationSourcesAt(unit, call),
      };
    const listener = call.arguments.length > 1 ? call.arguments.at(-1) : undefined;
    const hearing = acquire.listener && listener && !isData(constantOf(unit, listener)) ? { listener } : {};
    if (acquire.gives !== 'request')
      return {
        protocol,
        client,
        gives: acquire.gives,
        rejects: this.#rejects(unit, call, entity, protocol),
        cancellationSources: cancellationSourcesAt(unit, call),
        ...hearing,
      };
    return listener &&
      call.type === 'CallExpression' &&
      (this.#isListener(unit, listener) || isParameter(unit, listener)) &&
      !isHeardElsewhere(unit, call)
      ? { protocol, client, gives: 'callback', listener, cancellationSources: cancellationSourcesAt(unit, call) }
      : null;
  }

  #holds(unit: Unit, call: TSESTree.CallExpression | TSESTree.NewExpression, entity: Entity, when: Condition): boolean {
    if ('option' in when) {
      const sources = [...call.arguments, ...(entity.made?.arguments ?? [])];
      const options = sources.map((source) => optionIn(unit, source, when.option));
      const option = options.find(({ value }) => value !== null);
      const literal = option?.value && constantOf(unit, option.value);
      const value = literal?.type === 'Literal' ? literal.value : undefined;
      if ('equals' in when) return option?.isCertain === true && value === when.equals;
      return value !== when.differs;
    }
    if ('bare' in when) return call.arguments.length === 0;
    if ('callback' in when) return call.arguments.slice(1).every((argument) => isData(constantOf(unit, argument)));
    return call.arguments.some((argument) => {
      const given = entityByScope(unit, argument);
      return given !== null && when.instance.includes(nameOf(given));
    });
  }

  /** Whether an error holds the answer for all that is known: nobody decides otherwise, and the version is one that leaves it unread. */
  #rejects(
    unit: Unit,
    call: TSESTree.CallExpression | TSESTree.NewExpression,
    { made, module }: Entity,
    { rejection }: Protocol,
  ): boolean {
    if (!rejection || isIntercepted(unit, call, rejection)) return false;
    const sources = [...call.arguments, ...(made?.arguments ?? [])];
    if (
      rejection.exceptWithOption.some((option) =>
        sources.some((source) => optionIn(unit, source, option).value !== null),
      )
    )
      return false;
    return (
      rejection.fixedWhenExports === undefined ||
      this.#checker?.exportsOf(unit, module)?.has(rejection.fixedWhenExports) === false
    );
  }

  /** A listener that does not take the response: of a request that somebody else has made, he may hear it himself. */
  #isDeaf(unit: Unit, listener: TSESTree.Node): boolean {
    const definition = this.localDefinition(unit, listener);
    return definition?.kind === 'function' && definition.node.params.length === 0;
  }

  /** The function that a call is given to be called back; undefined where there is none, null where it is out of reach. */
  #callbackOf(
    unit: Unit,
    { arguments: given }: TSESTree.CallExpression | TSESTree.NewExpression,
    position: number,
  ): TSESTree.Node | null | undefined {
    const last = given.length > 1 ? given.at(-1)! : undefined;
    if (!last || isData(constantOf(unit, last))) return undefined;
    return this.#isListener(unit, last) ? last : given.length > position ? null : undefined;
  }

  #isListener(unit: Unit, node: TSESTree.Node): boolean {
    const value = unwrap(node);
    return isFunction(value) || this.definition(unit, value)?.kind === 'function';
  }
}

/** What cannot be a function, by its syntax. */
function isData(node: TSESTree.Node): boolean {
  return (
    node.type === 'Literal' ||
    node.type === 'TemplateLiteral' ||
    node.type === 'ObjectExpression' ||
    node.type === 'ArrayExpression' ||
    node.type === 'BinaryExpression' ||
    node.type === 'NewExpression'
  );
}

/** `http.get(url, resolve)`: a function somebody else has made. */
const isParameter = (unit: Unit, node: TSESTree.Node): boolean => bindingOf(unit, unwrap(node))?.kind === 'parameter';

function clientName(unit: Unit, callee: TSESTree.Node): string {
  return unit.text.slice(...callee.range).replace(/\s+/g, ' ');
}

/** The class of the instance whose method an entity is. */
function ownerOf(entity: Entity): string | null {
  const dot = entity.path.lastIndexOf('.');
  return entity.instance && dot >= 0 ? nameOf({ ...entity, path: entity.path.slice(0, dot) }) : null;
}

/** Whether a class of another file may put a method of its own in the place of this one: without types, nobody knows. */
function isExtensible(unit: Unit, method: TSESTree.Node): boolean {
  const { id = null } = enclosingClass(method) ?? {};
  const variable = id && unit.variable(id);
  return variable ? isExported(variable) : true;
}
