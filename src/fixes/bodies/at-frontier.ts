/**
 * The first place from which no code needs the body any more: after the acquisition, or in the branches that neither
 * read it nor hand it on.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Edge } from '../../cfg/index.js';
import type { Exit, Holder } from '../../findings/finding.js';
import { bindingOfVariable, declaratorOf } from '../../syntax/bindings.js';
import { enclosingFunction, isTransparent, isWithin, memberName, unwrap } from '../../syntax/nodes.js';
import { isConstant } from '../../syntax/variables.js';
import { isSole, presenceAt } from '../release/preconditions.js';
import { mayBeAborted } from '../safety/aborts.js';
import { mayWait } from '../safety/atomicity.js';
import { insertAtTurn, placeBehind } from '../release/branches.js';
import type { Edit } from '../text/edits.js';
import { keptOf, type Kept } from '../release/finally.js';
import { asksWhetherRead } from './unnamed.js';
import { preferred } from './at-exit.js';
import { errorOf, failsBy, accessPathAt, presenceBy } from '../safety/nullness.js';
import type { Place } from '../safety/reachability.js';
import { refuse, type Held, type Part, type FixContext } from '../fix-context.js';
import { releaseFrontier, type FrontierEdge } from '../release/frontier.js';
import { releaseBehind } from '../release/together.js';
import { isAlone } from '../safety/sharing.js';

/** The maximum number of releases: more would not be readable, and would make planning expensive. */
const MAX_TURNS = 24;

/** Releases a resource as soon as it is certain that no code needs it: once for all exits. */
export function planReleaseAtFrontier(site: FixContext, exits: readonly Exit[]): Part {
  const inside = exitsInside(site, exits);
  if (inside) return atTurns(site, inside, []);
  if (exits.some(({ kind }) => kind === 'helper' || kind === 'exception' || kind === 'discard'))
    return refuse('an exit is not in this function');
  const keep = keptOf(site);
  const kept = 'refused' in keep ? joined(site, exits) : keep;
  const isWhole =
    kept !== null && !kept.isOptional && !kept.held.holder.promise && kept.held.holder.handle === site.protocol.root;
  const part =
    isWhole && site.usesAround(kept.rest[0]!).length === 0
      ? atOnce(site, exits, kept)
      : atTurns(site, exits, isWhole ? [kept.held] : []);
  return 'refused' in part ? part : { ...part, isAtOnce: site.isUnused };
}

/** The exits in a helper that nothing but the one call gives a response to; null where that is not so. */
function exitsInside(site: FixContext, exits: readonly Exit[]): readonly Exit[] | null {
  const inside = exits.flatMap(({ kind, inner }) =>
    kind === 'helper' && inner && inner.file === undefined && inner.exit.holders.length > 0 ? [inner.exit] : [],
  );
  const helpers = inside.map((exit) => {
    const place = placeOf(site, exit);
    return place && enclosingFunction(place);
  });
  return inside.length > 0 &&
    inside.length === exits.length &&
    helpers.every((helper) => helper && isAlone(site.unit, helper, false))
    ? inside
    : null;
}

const isAskedAbout = (site: FixContext, { variable }: Held): boolean =>
  variable.references.some(({ identifier }) => asksWhetherRead(site, identifier));

/** After the declaration of an unused resource. */
function atOnce(site: FixContext, exits: readonly Exit[], { held, rest }: Kept): Part {
  if (isAskedAbout(site, held)) return refuse('the code tests whether the body has been read');
  const [next] = rest;
  const declaration = site.declarationBefore(next!);
  const release = site.releases.held(held, {
    canAwait: mayWait(site, next!, { kind: 'before', node: next! }),
    swallow:
      exits.some(({ kind }) => kind === 'throw') ||
      mayBeAborted(site, { kind: 'before', node: next! }) ||
      site.hasWaited({ kind: 'before', node: next! }),
    maybeRead: false,
    ...accessPathAt(site, held, { kind: 'before', node: next! }),
  });
  return declaration && release
    ? { edits: releaseBehind(site, declaration, release), check: null }
    : refuse('no release can be written there');
}

/** `const [first, second] = await Promise.all([fetch(a), fetch(b)]);` */
function joined(site: FixContext, exits: readonly Exit[]): Kept | null {
  const holder = exits[0]?.holders.find(({ promise, handle }) => !promise && handle === site.protocol.root);
  const held = holder && site.held(holder, site.acquire);
  const declaration = held && declaratorOf(held.variable)?.parent;
  if (!held || held.path.length > 0 || !declaration) return null;
  const rest =
    declaration.parent.type === 'BlockStatement'
      ? declaration.parent.body.slice(declaration.parent.body.indexOf(declaration) + 1)
      : [];
  return declaration.kind === 'const' && isWithin(site.acquire, declaration) && rest.length > 0
    ? { held, rest, isOptional: false }
    : null;
}

/** On the side of every branch that does not need it, while the other side reads it or hands it on. */
function atTurns(site: FixContext, exits: readonly Exit[], kept: readonly Held[]): Part {
  const places = exits.map((exit) => placeOf(site, exit));
  // An exit outside of the scope of the variable has no holders.
  const all = exits.map(({ holders }, index) =>
    holders.length === 0 ? kept : holders.flatMap((holder) => declared(site, holder, places[index] ?? null) ?? []),
  );
  const [held] = preferred(site, all[0] ?? []);
  const place = places[0];
  if (
    !held ||
    !place ||
    held.holder.promise ||
    !all.every((some) => some.some(({ variable }) => variable === held.variable))
  )
    return refuse('no variable refers to the response there');
  if (!places.every((other) => other && enclosingFunction(other) === enclosingFunction(place)))
    return refuse('the exits are not in one function');
  const start = startOf(site, held, place);
  if (start === undefined) return refuse('the response is not assigned to that variable where it is acquired');
  const uses = site.usesAround(place);
  if (all.flat().some((one) => isAskedAbout(site, one))) return refuse('the code tests whether the body has been read');
  if (uses.length === 0 || uses.some(({ kind }) => kind !== 'ends' && kind !== 'escapes'))
    return refuse('the code accesses the body');
  const turns = releaseFrontier({
    reach: site.reach,
    graph: site.reach.graphAround(place),
    start,
    uses: uses.map(({ node }) => node),
    exits,
    isMissing: (edge) => isMissing(site, held, edge),
  });
  if (turns && turns.length > MAX_TURNS) return refuse('too many branches leak it for one release each');
  if (!turns) return refuse('no branch separates the paths that leak it from the others');
  const edits: Edit[] = [];
  for (const turn of turns) {
    const isInSight = (!start || turn.owner.range[0] >= start.range[1]) && site.isInSight(held, turn.owner);
    if (!isInSight) return refuse('the name refers to another variable there');
    const written = atTurn(site, held, turn);
    if (!written) return refuse('no release can be written for this client');
    edits.push(...written);
  }
  return { edits, check: null, releases: turns.length };
}

/** The release on one side of a decision; null where none can be written there. */
function atTurn(site: FixContext, held: Held, turn: FrontierEdge): Edit[] | null {
  const { owner } = turn;
  const at: Place = { kind: 'before', node: owner };
  const presence = presenceAt(site, held, at);
  if ('refused' in presence || presence.widening) return null;
  const release = site.releases.held(held, {
    canAwait: mayWait(site, owner, placeBehind(turn)),
    swallow: turn.hasWaited || turn.isFailing || mayBeAborted(site, at),
    maybeRead: false,
    ...presence,
    place: placeBehind(turn),
  });
  return release && insertAtTurn(site, held, turn, release);
}

/** The holder with its variable, though its name may mean another one at the exit. */
function declared(site: FixContext, holder: Holder, place: TSESTree.Node | null): Held | null {
  const name = holder.expression.split('.')[0]!;
  const at = holder.declared === undefined ? place : site.nameAt(holder.declared, name);
  return at && site.held(holder, at);
}

function placeOf(site: FixContext, { kind, range }: Exit): TSESTree.Node | null {
  const block = kind === 'end' ? site.blockEndingAt(range[1]) : null;
  return block ?? site.node(range, () => true);
}

/**
 * After what the variable has the resource; null where it has it from the beginning of the function, undefined where
 * that cannot be told.
 */
function startOf(site: FixContext, held: Held, place: TSESTree.Node): TSESTree.Node | null | undefined {
  const binding = bindingOfVariable(held.variable);
  if (binding?.kind === 'parameter')
    return binding.fn === enclosingFunction(place) && isConstant(held.variable) ? null : undefined;
  if (binding?.kind !== 'value') return undefined;
  if (enclosingFunction(site.acquire) === enclosingFunction(place) && isSole(site, held)) return site.acquire;
  return enclosingFunction(binding.node) === enclosingFunction(place) && binding.isConstant && binding.init
    ? binding.node
    : undefined;
}

/** Whether the edge is only taken where the variable, or what has to be released of it, is null or undefined. */
function isMissing(site: FixContext, held: Held, edge: Edge): boolean {
  const error = errorOf(site);
  if (error && failsBy(site, error, edge) === true) return true;
  const told = presenceBy(edge);
  return told !== null && !told.isThere && isResource(site, held, told.value);
}

/** `res`, `res.body` */
function isResource(site: FixContext, { variable, holder }: Held, node: TSESTree.Node): boolean {
  const value = unwrap(node);
  if (value.type === 'Identifier') return site.unit.variable(value) === variable;
  if (
    value.type !== 'MemberExpression' ||
    isTransparent(value.object) ||
    value.object.type !== 'Identifier' ||
    site.unit.variable(value.object) !== variable
  )
    return false;
  const property = site.protocol.handles[holder.handle]?.properties?.[memberName(value) ?? ''];
  return typeof property === 'object' && 'handle' in property;
}
