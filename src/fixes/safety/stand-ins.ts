/**
 * Clients that code is passed, and what the file passes: a stand-in for a test may give an object with no more than the test needs,
 * whatever its type says.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import { constantOf } from '../../syntax/constants.js';
import { constructorOf, enclosingClass, parameterProperty, type ClassNode } from '../../syntax/classes.js';
import { parameterOf, passedFor } from '../../syntax/functions.js';
import { descendantsOf, memberName, unwrap } from '../../syntax/nodes.js';
import type { Unit, Variable } from '../../syntax/unit.js';
import { isTest } from '../../types/assertions.js';
import type { FixContext } from '../fix-context.js';
import { requestCall } from './request-body.js';

/** Whether the file passes a stand-in for the client, and the release needs a part of the response that it may not give. */
export function mayLackBody(site: FixContext): boolean {
  const call = requestCall(site);
  if (!call || site.releases.asksFirst) return false;
  return clientsFor(site.unit, unwrap(call.callee)).some((client) => isStandIn(site, client));
}

/** What the file passes for the client that a callee is, or is a member of: for a parameter, or a field that a constructor sets. */
function clientsFor(unit: Unit, callee: TSESTree.Node): TSESTree.Node[] {
  if (callee.type === 'Identifier') {
    const variable = unit.variable(callee);
    return variable ? argumentsFor(unit, variable) : [];
  }
  const name = callee.type === 'MemberExpression' ? memberName(callee) : null;
  if (callee.type !== 'MemberExpression' || name === null) return [];
  const owner = unwrap(callee.object);
  if (owner.type === 'ThisExpression') {
    const parameter = parameterOfField(unit, enclosingClass(callee), name);
    return parameter ? argumentsFor(unit, parameter) : [];
  }
  return clientsFor(unit, owner).flatMap((client) => {
    const value = constantOf(unit, client);
    const properties = value.type === 'ObjectExpression' ? value.properties : [];
    return properties.flatMap((one) => (one.type === 'Property' && memberName(one) === name ? [one.value] : []));
  });
}

/** The parameter of the constructor that a field gets: `constructor(private client: Client)`, `this.client = client`. */
function parameterOfField(unit: Unit, owner: ClassNode | null, name: string): Variable | undefined {
  const constructor = owner && constructorOf(owner);
  if (!constructor) return undefined;
  const declared = parameterProperty(owner, name);
  if (declared) return unit.variable(declared.target);
  const assigned = descendantsOf(constructor.body, unit.visitorKeys).find(
    (node): node is TSESTree.AssignmentExpression =>
      node.type === 'AssignmentExpression' &&
      node.left.type === 'MemberExpression' &&
      node.left.object.type === 'ThisExpression' &&
      memberName(node.left) === name,
  );
  return assigned && unit.variable(unwrap(assigned.right));
}

/** The arguments for a parameter of a function, or of the constructor of a class. */
function argumentsFor(unit: Unit, variable: Variable): TSESTree.Node[] {
  const parameter = parameterOf(variable);
  const owner = parameter && enclosingClass(parameter.fn);
  if (!parameter || !owner || constructorOf(owner) !== parameter.fn) return passedFor(unit, variable);
  return ((owner.id && unit.variable(owner.id)?.references) ?? []).flatMap(({ identifier: { parent } }) =>
    parent?.type === 'NewExpression' ? (parent.arguments[parameter.index] ?? []) : [],
  );
}

/** A function of the file that makes no request; in a test also what any call has made. */
function isStandIn({ unit, oracle }: FixContext, client: TSESTree.Node): boolean {
  const value = constantOf(unit, client);
  if (value.type === 'CallExpression') return isTest(unit);
  const made = oracle.localDefinition(unit, value);
  return (
    made?.kind === 'function' &&
    !descendantsOf(made.node, made.unit.visitorKeys).some(
      (node) => node.type === 'CallExpression' && oracle.acquisition(made.unit, node) !== null,
    )
  );
}
