/**
 * Whether a request may still be sending its body when its response is there: a server may answer before it has read
 * everything, and a release that closes
 * the connection would cut the upload off without an error.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import { announcer, bodyOptions, refusesStreams, streamOptions } from '../../protocols/capabilities.js';
import { injectable } from '../../protocols/index.js';
import { givesStream, givesWhole, isStreamClass, requestMembers, streamMembers } from '../../protocols/platform.js';
import { baseName, publicName } from '../../syntax/bindings.js';
import { constantOf, putInto } from '../../syntax/constants.js';
import { parameterOf, passedFor } from '../../syntax/functions.js';
import { descendantsOf, idOf, isFunction, memberName, stringValue, unwrap } from '../../syntax/nodes.js';
import { requestVariable } from '../../summaries/call-index.js';
import type { Unit, Variable } from '../../syntax/unit.js';
import { isExported } from '../../syntax/variables.js';
import { methodOf } from '../../types/call-options.js';
import { annotationOfExpression } from '../../types/signatures.js';
import type { FixContext } from '../fix-context.js';

const MAX_DEPTH = 3;

/** Whether the request that gave the response is sent a stream, as far as its options, or those that callers in the file pass, show. */
export function mayBeSending(site: FixContext): boolean {
  const call = requestCall(site);
  if (!call) return false;
  return (
    call.arguments.some((argument) => isSentBy(site, argument, 0)) ||
    hasOptionsOutOfSight(site, call) ||
    isWrittenTo(site, site.requestVariable()) ||
    isSentByMaker(site)
  );
}

/** The same of the requests that are made in the function which gives the response, where that is in reach. */
function isSentByMaker(site: FixContext): boolean {
  const { unit, oracle, maker } = site;
  if (!maker) return false;
  return descendantsOf(maker.node, maker.unit.visitorKeys).some(
    (node) =>
      node.type === 'CallExpression' &&
      oracle.acquisition(maker.unit, node) !== null &&
      (isWrittenTo(site, requestVariable(maker.unit, node)) ||
        (maker.unit === unit && node.arguments.some((argument) => isSentBy(site, argument, 0)))),
  );
}

/**
 * Whether options come from out of sight, and their type allows for a body that is a stream; a client that refuses one
 * without an option has that too.
 */
function hasOptionsOutOfSight(site: FixContext, call: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  const { unit, oracle, protocol, finding } = site;
  const method = methodOf(unit, call, protocol);
  if (/^(?:GET|HEAD)$/i.test(stringValue(method && constantOf(unit, method)) ?? '')) return false;
  const needed = refusesStreams(protocol, finding.client) ? [...streamOptions] : [];
  return call.arguments
    .flatMap((argument) => givenParts(site, argument))
    .some(
      (value) =>
        needed.every((name) => oracle.hasProperty(unit, value, [name]) === true) &&
        [...bodyOptions].some((name) => oracle.mayHave(unit, value, [name], streamMembers) === true),
    );
}

/** The options, or the parts of them that are spread in, of which only the type is known: their body is not written over here. */
function givenParts({ unit }: FixContext, argument: TSESTree.Node): TSESTree.Node[] {
  const value = constantOf(unit, argument);
  if (value.type === 'ObjectExpression') {
    if (
      value.properties.some((property) => property.type === 'Property' && bodyOptions.has(memberName(property) ?? ''))
    )
      return [];
    return value.properties.flatMap((property) =>
      property.type === 'SpreadElement' && !areCallersKnown(unit, unwrap(property.argument)) ? [property.argument] : [],
    );
  }
  return value.type === 'NewExpression' || areCallersKnown(unit, value) ? [] : [value];
}

/** Whether a value is a parameter of a function that is only called, and only in this file: what it is given there has been looked at. */
function areCallersKnown(unit: Unit, value: TSESTree.Node): boolean {
  const variable = value.type === 'Identifier' ? unit.variable(value) : undefined;
  const fn = variable && parameterOf(variable)?.fn;
  const name = fn && idOf(fn);
  const own = name ? unit.variable(name) : undefined;
  if (!own || isExported(own)) return false;
  return own.references.every(({ identifier, init }) => {
    const { parent } = identifier as TSESTree.Node;
    return init === true || (parent?.type === 'CallExpression' && parent.callee === identifier);
  });
}

/** The call that makes the request, also where the response is the parameter of its callback. */
export function requestCall({ acquire }: FixContext): TSESTree.CallExpression | TSESTree.NewExpression | null {
  const node = isFunction(acquire.parent) ? acquire.parent.parent : acquire;
  return node.type === 'CallExpression' || node.type === 'NewExpression' ? node : null;
}

/** Whether an argument of the request is a stream, or an object of options with one. */
function isSentBy(site: FixContext, argument: TSESTree.Node, depth: number): boolean {
  const { unit } = site;
  const value = constantOf(unit, argument);
  if (depth > MAX_DEPTH) return false;
  if (value.type !== 'NewExpression' && isRequest(site, value)) return true;
  if (value.type === 'NewExpression')
    return publicName(unit, value.callee) === injectable.requestClass
      ? value.arguments.some((one) => isSentBy(site, one, depth + 1))
      : isStream(site, value) === true;
  if (value.type === 'Identifier')
    return (
      givenFor(unit, value).some((one) => isSentBy(site, one, depth + 1)) ||
      (depth === 0 && isStream(site, value) === true)
    );
  if (value.type === 'CallExpression' && makesStreamOptions(site, value)) return true;
  if (value.type !== 'ObjectExpression') return isStream(site, value) === true;
  const { assigned, merged } = putInto(unit, argument);
  return (
    assigned.some((one) => isSentAs(site, one.name, one.value)) ||
    merged.some((one) => isSentBy(site, one, depth + 1)) ||
    value.properties.some((property) => {
      if (property.type === 'SpreadElement') return isSentBy(site, property.argument, depth + 1);
      const name = memberName(property);
      return name !== null && isSentAs(site, name, property.value);
    })
  );
}

/** Whether a call gives options of a function that can be analysed, and the function writes an option that a stream needs. */
function makesStreamOptions({ unit, oracle }: FixContext, call: TSESTree.CallExpression): boolean {
  const definition = oracle.definition(unit, call.callee);
  if (definition?.kind !== 'function') return false;
  return descendantsOf(definition.node, definition.unit.visitorKeys).some(
    (node) => node.type === 'Property' && streamOptions.has(memberName(node) ?? ''),
  );
}

/** Whether an option of this name and value makes the client send the request in parts. */
function isSentAs(site: FixContext, name: string, value: TSESTree.Node): boolean {
  if (streamOptions.has(name)) return true;
  if (!bodyOptions.has(name)) return false;
  const isFreeToStream = !refusesStreams(site.protocol, site.finding.client);
  return isStream(site, value) ?? (isFreeToStream && isOutOfSight(site.unit, value));
}

/** Whether a value is a request that was made out of sight, of whose body nothing is known. */
function isRequest({ unit, oracle }: FixContext, value: TSESTree.Node): boolean {
  const annotation = annotationOfExpression(unit, value);
  const isNamed =
    annotation?.type === 'TSTypeReference' &&
    annotation.typeName.type === 'Identifier' &&
    annotation.typeName.name === injectable.requestClass;
  return isNamed || requestMembers.every((name) => oracle.hasProperty(unit, value, [name]));
}

/** What callers in the file pass for a parameter, also of a method, which is told by its name. */
function givenFor(unit: Unit, node: TSESTree.Identifier): TSESTree.Node[] {
  const variable = unit.variable(node);
  const parameter = variable && parameterOf(variable);
  if (!parameter) return [];
  const { parent } = parameter.fn;
  const method =
    parent.type === 'MethodDefinition' || parent.type === 'PropertyDefinition' || parent.type === 'Property'
      ? memberName(parent)
      : null;
  return method === null
    ? passedFor(unit, variable)
    : callsOfMember(unit, method).flatMap((call) => call.arguments[parameter.index] ?? []);
}

/** The calls of a member of this name in the file, whatever it is a member of. */
function callsOfMember(unit: Unit, name: string): TSESTree.CallExpression[] {
  return descendantsOf(unit.ast, unit.visitorKeys).filter(
    (node) =>
      node.type === 'CallExpression' && node.callee.type === 'MemberExpression' && memberName(node.callee) === name,
  ) as TSESTree.CallExpression[];
}

/** Whether the value is a stream or an iterator, which is sent piece by piece; null where that cannot be told. */
function isStream({ unit, oracle }: FixContext, node: TSESTree.Node): boolean | null {
  const value = constantOf(unit, node);
  const isTyped = oracle.mayHave(unit, value, [], streamMembers);
  if (isTyped === true) return true;
  switch (value.type) {
    case 'Literal':
    case 'TemplateLiteral':
    case 'BinaryExpression':
      return false;
    case 'ObjectExpression':
      return value.properties.some(
        (property) => property.type === 'Property' && /^@@(?:asyncI|i)terator$/.test(memberName(property) ?? ''),
      );
    case 'NewExpression': {
      const name = publicName(unit, value.callee) ?? baseName(unit, value.callee);
      return name === null ? null : isStreamClass(name);
    }
    case 'CallExpression': {
      const callee = unwrap(value.callee);
      const definition = oracle.definition(unit, value.callee);
      if (definition?.kind === 'function' && definition.node.generator) return true;
      const name = oracle.calleeName(unit, value) ?? '';
      if (givesWhole(name)) return false;
      if (givesStream(name)) return true;
      return callee.type === 'MemberExpression' && memberName(callee) === 'stringify'
        ? false
        : isTyped === false
          ? false
          : null;
    }
    default:
      return isTyped === false ? false : null;
  }
}

/** A value that comes from somewhere else than the function. */
const isOutOfSight = (unit: Unit, node: TSESTree.Node): boolean =>
  !/^(?:Literal|TemplateLiteral)$/.test(constantOf(unit, node).type);

/** `stream.pipe(req)`, `req.write(…)`: a request of `node:http` that is written to. */
function isWrittenTo(site: FixContext, request: Variable | null | undefined): boolean {
  const methods = announcer(site.protocol)?.methods ?? {};
  return (
    request?.references.some(
      ({ identifier: { parent } }) =>
        (parent?.type === 'CallExpression' && parent.callee.type === 'MemberExpression') ||
        (parent?.type === 'MemberExpression' && methods[memberName(parent) ?? '']?.sends),
    ) ?? false
  );
}
