/** The first place from which nobody reads the body any more: behind the acquisition, or in the branches that do not read it. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Exit } from '../findings/finding.js';
import { isWithin } from '../syntax/nodes.js';
import { addElse, branchesOf } from './branches.js';
import type { Edit } from './edits.js';
import { keptOf, type Kept } from './finally.js';
import { asksWhetherRead } from './nameless.js';
import { insertAfter, insertAtStart, insertBefore } from './insert.js';
import { mentionOf } from './presence.js';
import { refuse, type Held, type Part, type Site } from './site.js';
import type { Use } from './uses.js';

const NOWHERE = { held: null, rest: [], isOptional: false };

/** Releases a resource that a constant keeps as soon as it is certain that nobody wants it: once for all exits. */
export function planEarly(site: Site, exits: readonly Exit[]): Part {
  if (exits.some(({ kind }) => kind === 'helper' || kind === 'exception' || kind === 'discard')) return refuse('an exit is not one of this function');
  const kept = keptOf(site);
  const { held, rest, isOptional } = 'refused' in kept ? (joined(site, exits) ?? NOWHERE) : kept;
  if (!held || isOptional || held.holder.promise || held.holder.handle !== site.protocol.root) return refuse('it is not the whole response');
  if (held.variable.references.some(({ identifier }) => asksWhetherRead(site, identifier))) return refuse('somebody asks whether the body has been read');
  const uses = site.uses.of(held.variable, held.holder.handle, held.path).filter(({ kind }) => kind !== 'borrow');
  if (uses.some(({ kind }) => kind !== 'end')) return refuse('it is also looked into, stored or handed on');
  const isFailing = exits.some(({ kind }) => kind === 'throw');
  const declaration = site.declarationBefore(rest[0]!);
  if (uses.length === 0) {
    const lines = linesAt(site, held, rest[0]!, isFailing || site.hasWaited(rest[0]!, rest[0]!.range[0]));
    return declaration && lines ? { edits: insertAfter(site, declaration, lines), check: null } : refuse('nothing should be written there');
  }
  const reading = rest.filter((statement) => uses.some((use) => isWithin(use.at, statement)));
  const [choice] = reading;
  return reading.length === 1 && choice?.type === 'IfStatement' && declaration ? inBranches(site, held, choice, uses, declaration, isFailing) : refuse('it is not read in the branches of one `if`');
}

/** `const [first, second] = await Promise.all([fetch(a), fetch(b)]);` */
function joined(site: Site, exits: readonly Exit[]): Kept | null {
  const holder = exits[0]?.holders.find(({ promise, handle }) => !promise && handle === site.protocol.root);
  const held = holder && site.held(holder, site.acquire);
  const definition = held?.variable.defs[0];
  if (!held || held.path.length > 0 || definition?.type !== 'Variable') return null;
  const declaration = definition.parent;
  const rest = declaration.parent.type === 'BlockStatement' ? declaration.parent.body.slice(declaration.parent.body.indexOf(declaration) + 1) : [];
  return declaration.kind === 'const' && isWithin(site.acquire, declaration) && rest.length > 0 ? { held, rest, isOptional: false } : null;
}

function inBranches(site: Site, held: Held, choice: TSESTree.IfStatement, uses: readonly Use[], declaration: TSESTree.VariableDeclaration, isFailing: boolean): Part {
  const { branches, tests, last } = branchesOf(choice);
  if (!uses.every((use) => branches.some((branch) => isWithin(use.at, branch)))) return refuse('the test of a branch reads the body');
  const idle = branches.filter((branch) => !uses.some((use) => isWithin(use.at, branch)));
  const isCovered = (node: TSESTree.Node): boolean => uses.some((use) => use.node === node) || idle.some((branch) => isWithin(node, branch));
  if (site.reach.escapes(declaration, isCovered, last.alternate ? null : last)) return refuse('a branch that reads the body does not do so in any case');
  // What one branch waits for, the others do not.
  const swallow = isFailing || site.hasWaited(choice, choice.range[0]) || tests.some((test) => /\bawait\b/.test(site.text(test)));
  const edits: Edit[] = [];
  for (const branch of idle) {
    const lines = linesAt(site, held, branch, swallow);
    if (!lines) return refuse('nothing should be written for this client');
    edits.push(...(branch.type === 'BlockStatement' ? insertAtStart(site, branch, lines) : insertBefore(site, branch, lines)));
  }
  if (last.alternate) return { edits, check: null };
  const lines = linesAt(site, held, last, swallow);
  if (!lines) return refuse('nothing should be written for this client');
  edits.push(...(branches.every((branch) => leaves(branch)) ? insertAfter(site, choice, lines) : addElse(site, last, lines)));
  return { edits, check: null };
}

/** The release as it has to be written in front of `place`. */
function linesAt(site: Site, held: Held, place: TSESTree.Node, swallow: boolean): string[] | null {
  const code = site.release(held.holder, { canAwait: site.canAwait(place), swallow, maybeRead: false, ...mentionOf(site, held, { kind: 'before', node: place }) });
  return code && site.lines(code);
}

function leaves(branch: TSESTree.Statement): boolean {
  const last = branch.type === 'BlockStatement' ? branch.body.at(-1) : branch;
  return last !== undefined && /^(?:Return|Throw|Break|Continue)Statement$/.test(last.type);
}
