/**
 * The resource that a call returns: from the tables by the resolved name of the callee, from declarations of users, and last, for an
 * injected callable, from types and from the use of the result.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import {
  acquireByArgument,
  acquireByName,
  acquireNames,
  headEvents,
  injectable,
  protocolByEmitter,
  type Acquire,
  type Condition,
  type Protocol,
} from '../protocols/index.js';
import { listening } from '../protocols/platform.js';
import { bindingOf } from '../syntax/bindings.js';
import { constantOf, optionIn, settledValue } from '../syntax/constants.js';
import { enclosingFunction, isFunction, memberName, stringValue, unwrap } from '../syntax/nodes.js';
import { directCall } from '../syntax/reflected-calls.js';
import type { ClientSetting } from '../protocols/settings.js';
import type { Unit } from '../syntax/unit.js';
import { mayBeRequest } from './candidates.js';
import type { CheckerOracle } from './checker-oracle.js';
import type { Definitions } from './definitions.js';
import { isStub } from './definitions.js';
import { ANONYMOUS, isOwnModule, memberOf, nameOf, type Entity } from './entity.js';
import { entityByScope, entityOfType } from './scope-oracle.js';
import { isHeardElsewhere } from './listeners.js';
import {
  holdsNothing,
  isIntercepted,
  readsItself,
  cancellationSourcesAt,
  type CancellationSource,
} from './call-options.js';
import { annotationOfExpression, fetchLikeByAnnotation, fetchLikeBySignature } from './signatures.js';
import { isFetchByUsage } from './fetch-by-usage.js';
import type { UserTables } from './user-tables.js';

/** A call that hands out a resource. */
export interface Acquisition {
  readonly protocol: Protocol;
  /** The name of the call for people: `fetch`, `undici.request`. */
  readonly client: string;
  readonly gives: 'value' | 'promise' | 'message' | 'callback';
  /** The promise may be rejected with an error that holds the resource. */
  readonly rejects?: boolean;
  /** For `callback`: the listener that gets the resource; for `value`: a listener that also gets it. */
  readonly listener?: TSESTree.Node;
  /** The parameter that gets the resource, if it is not the first: those before it are then null. */
  readonly parameter?: number;
  /** The arguments of the call that can end the resource from outside. */
  readonly cancellationSources: readonly CancellationSource[];
}

type Client = Pick<ClientSetting, 'protocol' | 'gives'>;

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

export class Acquisitions {
  readonly #checker: CheckerOracle | null;
  readonly #user: UserTables;
  readonly #definitions: Definitions;
  readonly #local: Definitions;
  readonly #written: Definitions;
  readonly #known = new WeakMap<TSESTree.Node, Acquisition | null>();

  /** @param definitions `local`: by scopes alone; `written`: with functions that other code may replace */
  constructor(
    checker: CheckerOracle | null,
    user: UserTables,
    definitions: { readonly all: Definitions; readonly local: Definitions; readonly written: Definitions },
  ) {
    this.#checker = checker;
    this.#user = user;
    this.#definitions = definitions.all;
    this.#local = definitions.local;
    this.#written = definitions.written;
  }

  /** The resource that the call acquires, by the tables, by types, or by the signature of an injected callable; else null. */
  of(unit: Unit, call: Call): Acquisition | null {
    let known = this.#known.get(call);
    if (known === undefined)
      this.#known.set(
        call,
        (known = call.type === 'NewExpression' ? this.#construct(unit, call) : this.#ofCall(unit, call)),
      );
    return known;
  }

  /**
   * Whether a client that gives a stream only by an option is called without it, in visible code or in other code: it reads the
   * response itself.
   */
  isBuffered(unit: Unit, call: TSESTree.CallExpression): boolean {
    const entity = this.calleeEntity(unit, call);
    const { when } = (entity && acquireByName(nameOf(entity))?.acquire) ?? {};
    if (!entity || !when || !('option' in when) || !('equals' in when)) return false;
    const { option, equals } = when;
    return [...call.arguments, ...(entity.made?.arguments ?? [])].every((argument) => {
      const { value, isCertain } = optionIn(unit, argument, option);
      const given = value && constantOf(unit, value);
      if (given) return given.type === 'Literal' && given.value !== equals;
      return isCertain || isText(unit, argument) || this.#checker?.hasProperty(unit, argument, [option]) === false;
    });
  }

  /** Whether settings of the user, or a tag of the declaration, declare the call as an acquisition. */
  isDeclared(unit: Unit, call: Call): boolean {
    return (
      call.type === 'CallExpression' &&
      (this.#setClient(unwrap(call.callee), this.calleeEntity(unit, call)) ?? this.#taggedClient(unit, call)) !== null
    );
  }

  #ofCall(unit: Unit, call: TSESTree.CallExpression): Acquisition | null {
    const direct = directCall(unit, call);
    return this.#acquire(unit, call) ?? (direct && this.#acquire(unit, direct, true));
  }

  #construct(unit: Unit, made: TSESTree.NewExpression): Acquisition | null {
    const entity = this.#constructed(unit, made.callee);
    const found = entity && acquireByName(`new ${nameOf(entity)}`);
    return found ? this.#fromTable(unit, made, entity, found.protocol, found.acquire) : null;
  }

  /** The class that is constructed; for a subclass in the program, its base class of a library. */
  #constructed(unit: Unit, callee: TSESTree.Node): Entity | null {
    const own = this.#local.of(unit, callee);
    return own?.kind === 'class'
      ? own.node.superClass
        ? this.#constructed(unit, own.node.superClass)
        : null
      : entityByScope(unit, callee);
  }

  /** @param isReflected the call is `f.call(…)` or similar, so `f` has to be known: any object may have such a method */
  #acquire(unit: Unit, call: TSESTree.CallExpression, isReflected = false): Acquisition | null {
    const callee = unwrap(call.callee);
    const entity = this.calleeEntity(unit, call);
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
    const told = entity ? null : this.#byArgument(unit, call, callee);
    if (told) return told;
    // An import that is not a known client: only its implementation can tell more.
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
    const like = this.#injected(unit, call, callee, isReflected);
    if (!like || holdsNothing(unit, call, like)) return null;
    return {
      protocol: like,
      client: clientName(unit, callee),
      gives: 'promise',
      cancellationSources: cancellationSourcesAt(unit, call),
    };
  }

  /** The resource that a listener of a request, or a wait for its event, gets; undefined if the call does neither. */
  #announced(unit: Unit, call: TSESTree.CallExpression, entity: Entity): Acquisition | null | undefined {
    const isAwaited = nameOf(entity) === 'node:events:once';
    const emitter = isAwaited ? this.#emitter(unit, call.arguments[0]) : ownerOf(entity);
    const protocol = emitter === null ? undefined : protocolByEmitter(emitter);
    if (!protocol || stringValue(call.arguments[isAwaited ? 1 : 0]) !== protocol.headEvent) return undefined;
    const { client } = protocol.announcedBy!;
    if (isAwaited) return { protocol, client, gives: 'message', cancellationSources: [] };
    const listener = call.arguments[1];
    if (!listener || !listening.has(entity.path.slice(entity.path.lastIndexOf('.') + 1))) return undefined;
    return isHeardElsewhere(unit, call, protocol) || (!entity.made && this.#isDeaf(unit, listener))
      ? null
      : { protocol, client, gives: 'callback', listener, cancellationSources: [] };
  }

  #setClient(callee: TSESTree.Node, entity: Entity | null): Client | null {
    return this.#user.isEmpty ? null : this.#user.client(callee, entity);
  }

  #taggedClient(unit: Unit, call: TSESTree.CallExpression): Client | null {
    return (this.#checker?.tags(unit, unwrap(call.callee)) ?? []).find((tag) => tag.kind === 'client')?.client ?? null;
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

  /** The protocol of a callable without an implementation, by its annotation, its type, or the use of its result. */
  #injected(unit: Unit, call: TSESTree.CallExpression, callee: TSESTree.Node, isReflected: boolean): Protocol | null {
    const local = this.#local.of(unit, callee);
    if (local && !isStub(local)) return null;
    const annotated = local ? fetchLikeBySignature(unit, local.node) : fetchLikeByAnnotation(unit, callee);
    if (annotated || !mayBeRequest(call, callee)) return annotated;
    const typed = this.#checker?.fetchLike(unit, callee);
    const made = typed ? this.#definitions.of(unit, callee) : null;
    if (typed) return made && !isStub(made) ? null : typed;
    if (isReflected || !isFetchByUsage(unit, call)) return null;
    const isUnknown = this.#checker ? this.#checker.isUntyped(unit, callee) : !this.#definitions.of(unit, callee);
    return isUnknown ? injectable.protocol : null;
  }

  /** The callee of the call in a library; types are used if the name of the member could be in a table. */
  calleeEntity(unit: Unit, call: Call): Entity | null {
    const callee = unwrap(call.callee);
    const entity = entityByScope(unit, callee);
    // A type of the program has only a name, unless its declaration is examined.
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

  /** The resource of a method of an object of unknown type, where only one client takes what it is given. */
  #byArgument(unit: Unit, call: TSESTree.CallExpression, callee: TSESTree.Node): Acquisition | null {
    const name = callee.type === 'MemberExpression' ? memberName(callee) : null;
    if (callee.type !== 'MemberExpression' || name === null) return null;
    const found = acquireByArgument(name).find(({ acquire }) => isGivenInstance(unit, call, acquire.when!));
    if (!found || found.acquire.gives !== 'promise' || !this.#isOpaque(unit, callee)) return null;
    return {
      protocol: found.protocol,
      client: found.acquire.client,
      gives: 'promise',
      cancellationSources: cancellationSourcesAt(unit, call),
    };
  }

  /** Whether neither types nor the file say what object a method is called on: it was given from outside. */
  #isOpaque(unit: Unit, callee: TSESTree.MemberExpression): boolean {
    if (this.#definitions.of(unit, callee)) return false;
    if (this.#checker) return this.#checker.isUntyped(unit, callee);
    let root: TSESTree.Node = callee;
    while (root.type === 'MemberExpression') root = unwrap(root.object);
    return root.type === 'ThisExpression' || bindingOf(unit, root)?.kind === 'parameter';
  }

  /** The library function that a property has by its type: `{ request: typeof http.request }`, `Pick<typeof http, 'request'>`. */
  #injectedEntity(unit: Unit, callee: TSESTree.MemberExpression): Entity | null {
    const entity = entityOfType(unit, annotationOfExpression(unit, callee)) ?? this.#checker?.entity(unit, callee);
    // A function with the type of the global `fetch` is recognised by its signature.
    if (!entity || entity.instance || entity.module === 'global' || !acquireByName(nameOf(entity))) return null;
    return this.#definitions.of(unit, callee) ? null : entity;
  }

  /** The class of the instance that an expression is. */
  #emitter(unit: Unit, node: TSESTree.Node | undefined): string | null {
    const entity = node && (entityByScope(unit, node) ?? this.#checker?.entity(unit, node));
    return entity?.instance ? nameOf(entity) : null;
  }

  #fromTable(unit: Unit, call: Call, entity: Entity, protocol: Protocol, acquire: Acquire): Acquisition | null {
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
      !isHeardElsewhere(unit, call, protocol)
      ? { protocol, client, gives: 'callback', listener, cancellationSources: cancellationSourcesAt(unit, call) }
      : null;
  }

  #holds(unit: Unit, call: Call, entity: Entity, when: Condition): boolean {
    if ('anyOf' in when) return when.anyOf.some((one) => this.#holds(unit, call, entity, one));
    if ('option' in when) return hasOption(unit, call, entity, when);
    if ('bare' in when) return call.arguments.length === 0;
    if ('callback' in when) return call.arguments.slice(1).every((argument) => isData(constantOf(unit, argument)));
    if ('madeBy' in when) return call.arguments.some((argument) => isMadeAnew(unit, call, argument, when.madeBy));
    return isGivenInstance(unit, call, when);
  }

  /** Whether an error holds an unread response: no option or interceptor changes that, and the version of the client leaves it unread. */
  #rejects(unit: Unit, call: Call, { made, module }: Entity, { rejection }: Protocol): boolean {
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

  /** A listener without a parameter for the response: the function that made the request may have its own listener. */
  #isDeaf(unit: Unit, listener: TSESTree.Node): boolean {
    const definition = this.#local.of(unit, listener);
    return definition?.kind === 'function' && definition.node.params.length === 0;
  }

  /** The callback of a call; undefined if there is none, null if it cannot be analysed. */
  #callbackOf(unit: Unit, { arguments: given }: Call, position: number): TSESTree.Node | null | undefined {
    const last = given.length > 1 ? given.at(-1)! : undefined;
    if (!last || isData(constantOf(unit, last))) return undefined;
    return this.#isListener(unit, last) ? last : given.length > position ? null : undefined;
  }

  #isListener(unit: Unit, node: TSESTree.Node): boolean {
    const value = unwrap(node);
    return (
      isFunction(value) || [this.#definitions, this.#written].some((one) => one.of(unit, value)?.kind === 'function')
    );
  }
}

/** Whether an option of a call, or of the calls that made its arguments or its client, is as a row requires. */
function hasOption(unit: Unit, call: Call, { made }: Entity, when: Extract<Condition, { option: string }>): boolean {
  const makers = call.arguments.map((argument) => entityByScope(unit, argument)?.made);
  const sources = [...call.arguments, ...makers.flatMap((maker) => maker?.arguments ?? []), ...(made?.arguments ?? [])];
  const option = sources.map((source) => optionIn(unit, source, when.option)).find(({ value }) => value !== null);
  if ('given' in when) return option !== undefined;
  const literal = option?.value && settledValue(unit, option.value);
  const value = literal?.type === 'Literal' ? literal.value : undefined;
  return 'equals' in when ? option?.isCertain === true && value === when.equals : value !== when.differs;
}

/** Whether an argument is the result of a call of one of these in the same function. */
function isMadeAnew(unit: Unit, call: Call, argument: TSESTree.Node, makers: readonly string[]): boolean {
  const made = constantOf(unit, argument);
  const maker = made.type === 'CallExpression' ? entityByScope(unit, made.callee) : null;
  return maker !== null && makers.includes(nameOf(maker)) && enclosingFunction(made) === enclosingFunction(call);
}

/** Whether an expression cannot be a function, by its syntax. */
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

/** Whether an expression is a text, by its syntax. */
function isText(unit: Unit, node: TSESTree.Node): boolean {
  const value = constantOf(unit, node);
  return value.type === 'Literal' || value.type === 'TemplateLiteral' || value.type === 'BinaryExpression';
}

/** `http.get(url, resolve)`: a function from outside. */
const isParameter = (unit: Unit, node: TSESTree.Node): boolean => bindingOf(unit, unwrap(node))?.kind === 'parameter';

function clientName(unit: Unit, callee: TSESTree.Node): string {
  return unit.text.slice(...callee.range).replace(/\s+/g, ' ');
}

/** The class of an entity that is a method of an instance. */
function ownerOf(entity: Entity): string | null {
  const dot = entity.path.lastIndexOf('.');
  return entity.instance && dot >= 0 ? nameOf({ ...entity, path: entity.path.slice(0, dot) }) : null;
}

/** Whether an argument is an instance of one of the classes of a condition. */
function isGivenInstance(unit: Unit, call: Call, when: Condition): boolean {
  if (!('instance' in when)) return false;
  return call.arguments.some((argument) => {
    const given = entityByScope(unit, argument);
    return given !== null && when.instance.includes(nameOf(given));
  });
}
