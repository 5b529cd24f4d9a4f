/** A block that ends in an `if` without an `else`: what its branches do not keep is released in the `else`. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Edit } from './edits.js';
import { refuse, type Held, type Part, type Site } from './site.js';
import type { Use } from './uses.js';

const KEPT = 'the response is also stored or handed on, and somebody may still need its body';

/** Releases in an `else` of its own what every branch of the last `if` of a block reads, keeps or hands on. */
export function planElse(site: Site, block: TSESTree.BlockStatement | TSESTree.StaticBlock | TSESTree.Program, held: Held): Part {
  const { holder, variable, path } = held;
  const last = block.body.at(-1);
  const uses = site.uses.of(variable, holder.handle, path).filter(({ kind }) => kind !== 'borrow');
  const branches = last?.type === 'IfStatement' ? branchesOf(last) : null;
  if (!last || !branches || uses.length === 0) return refuse(KEPT);
  const isTaken = branches.every((branch) => statementsOf(branch).some((statement) => statement.type !== 'IfStatement' && uses.some((use) => isWithin(use, statement))));
  if (!isTaken || !uses.every((use) => branches.some((branch) => isWithin(use, branch)))) return refuse(KEPT);
  const code = site.release(holder, { canAwait: site.canAwait(last), swallow: site.hasWaited(last, last.range[0]), maybeRead: false, nullable: site.isNullable(held) });
  if (!code) return refuse('nothing should be written for this client');
  const { layout } = site;
  const indent = layout.indentAt(last.range[0]);
  const lines = site.lines(code).map((line) => `${layout.newline}${indent}${layout.step}${line}`).join('');
  const [, end] = last.range;
  const edit: Edit = { range: [end, end], text: `${branches.at(-1)!.type === 'BlockStatement' ? ' ' : layout.newline + indent}else {${lines}${layout.newline}${indent}}` };
  return { edits: [edit], check: null };
}

/** The branches of a chain of `else if`; null where it ends in an `else`. */
function branchesOf({ consequent, alternate }: TSESTree.IfStatement): TSESTree.Statement[] | null {
  if (!alternate) return [consequent];
  const rest = alternate.type === 'IfStatement' ? branchesOf(alternate) : null;
  return rest && [consequent, ...rest];
}

const statementsOf = (branch: TSESTree.Statement): readonly TSESTree.Statement[] => (branch.type === 'BlockStatement' ? branch.body : [branch]);

const isWithin = ({ at }: Use, node: TSESTree.Node): boolean => node.range[0] <= at.range[0] && at.range[1] <= node.range[1];
