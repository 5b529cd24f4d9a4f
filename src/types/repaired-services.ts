/** Type information for a file whose text has been changed: unchanged nodes keep their types. */
import type { TSESTree } from '@typescript-eslint/utils';
import { descendantsOf } from '../syntax/nodes.js';
import type { ParserServicesWithProgram, Unit } from '../syntax/unit.js';

/**
 * The services of `before` for the nodes of `after`.
 *
 * @param originOf the range of a node in the old text; null for a new node. For new nodes only the types of names are known, from
 *   their declarations; any other new node is `any`
 */
export function repairedServices(
  before: Unit,
  after: Unit,
  originOf: (node: TSESTree.Node) => readonly [number, number] | null,
): ParserServicesWithProgram | null {
  const { services } = before;
  if (!services) return null;
  const old = new Map<string, TSESTree.Node>();
  for (const node of descendantsOf(before.ast, before.visitorKeys)) old.set(keyOf(node, node.range), node);
  const oldOf = new Map<TSESTree.Node, TSESTree.Node>([[after.ast, before.ast]]);
  const newOf = new Map<TSESTree.Node, TSESTree.Node>([[before.ast, after.ast]]);
  for (const node of descendantsOf(after.ast, after.visitorKeys)) {
    const origin = originOf(node);
    const known = origin && old.get(keyOf(node, origin));
    if (!known) continue;
    oldOf.set(node, known);
    newOf.set(known, node);
  }
  const typedAs = (node: TSESTree.Node): TSESTree.Node | undefined =>
    oldOf.get(node) ?? oldOf.get(after.variable(node)?.identifiers[0] ?? node);
  return {
    program: services.program,
    esTreeNodeToTSNodeMap: {
      get: (node: TSESTree.Node) => services.esTreeNodeToTSNodeMap.get(oldOf.get(node)!),
      has: (node: unknown) => oldOf.has(node as TSESTree.Node),
    } as ParserServicesWithProgram['esTreeNodeToTSNodeMap'],
    tsNodeToESTreeNodeMap: {
      get: (node: never) => newOf.get(services.tsNodeToESTreeNodeMap.get(node)),
      has: (node: never) => newOf.has(services.tsNodeToESTreeNodeMap.get(node)),
    } as unknown as ParserServicesWithProgram['tsNodeToESTreeNodeMap'],
    getSymbolAtLocation: (node) => {
      const known = typedAs(node);
      return known && services.getSymbolAtLocation(known);
    },
    getTypeAtLocation: (node) => {
      const known = typedAs(node);
      return known ? services.getTypeAtLocation(known) : services.program.getTypeChecker().getAnyType();
    },
  };
}

const keyOf = ({ type }: TSESTree.Node, [start, end]: readonly [number, number]): string => `${type} ${start} ${end}`;
