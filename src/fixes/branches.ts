/** A block that ends in an `if` without an `else`: what its branches do not keep is released in the `else`. */
import type { TSESTree } from '@typescript-eslint/utils';
import { isWithin } from '../syntax/nodes.js';
import type { Edit } from './edits.js';
import { mentionOf } from './presence.js';
import { refuse, type Held, type Part, type Site } from './site.js';

const KEPT = 'the response is also stored or handed on, and somebody may still need its body';

/** Releases in an `else` of its own what every branch of the last `if` of a block reads, keeps or hands on. */
export function planElse(site: Site, block: TSESTree.BlockStatement | TSESTree.StaticBlock | TSESTree.Program, held: Held): Part {
  const { holder, variable, path } = held;
  const last = block.body.at(-1);
  const uses = site.uses.of(variable, holder.handle, path).filter(({ kind }) => kind !== 'borrow');
  const { branches, last: choice } = last?.type === 'IfStatement' ? branchesOf(last) : { branches: [], last: null };
  if (!last || !choice || choice.alternate || uses.length === 0) return refuse(KEPT);
  const isTaken = branches.every((branch) => statementsOf(branch).some((statement) => statement.type !== 'IfStatement' && uses.some((use) => isWithin(use.at, statement))));
  if (!isTaken || !uses.every((use) => branches.some((branch) => isWithin(use.at, branch)))) return refuse(KEPT);
  const code = site.release(holder, { canAwait: site.canAwait(last), swallow: site.hasWaited(last, last.range[0]), maybeRead: false, ...mentionOf(site, held, { kind: 'before', node: choice }) });
  return code ? { edits: addElse(site, choice, site.lines(code)), check: null } : refuse('nothing should be written for this client');
}

/** Writes an `else` behind the last `if` of a chain. */
export function addElse({ layout }: Site, { consequent, range: [start, end] }: TSESTree.IfStatement, lines: readonly string[]): Edit[] {
  const indent = layout.indentAt(start);
  const written = lines.map((line) => `${layout.newline}${indent}${layout.step}${line}`).join('');
  return [{ range: [end, end], text: `${consequent.type === 'BlockStatement' ? ' ' : layout.newline + indent}else {${written}${layout.newline}${indent}}` }];
}

/** The branches of a chain of `else if` with its tests, and the last `if` of it. */
export function branchesOf(choice: TSESTree.IfStatement): { readonly branches: readonly TSESTree.Statement[]; readonly tests: readonly TSESTree.Expression[]; readonly last: TSESTree.IfStatement } {
  const { consequent, alternate, test } = choice;
  if (alternate?.type !== 'IfStatement') return { branches: alternate ? [consequent, alternate] : [consequent], tests: [test], last: choice };
  const rest = branchesOf(alternate);
  return { branches: [consequent, ...rest.branches], tests: [test, ...rest.tests], last: rest.last };
}

const statementsOf = (branch: TSESTree.Statement): readonly TSESTree.Statement[] => (branch.type === 'BlockStatement' ? branch.body : [branch]);
