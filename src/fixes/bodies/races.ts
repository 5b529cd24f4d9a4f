/** `Promise.race([fetch(url), timeout])`: the loser is released when its response arrives. */
import type { TSESTree } from '@typescript-eslint/utils';
import { PENDING_NAMES } from '../../protocols/names.js';
import { isDeferring } from '../../protocols/platform.js';
import { constantOf } from '../../syntax/constants.js';
import { memberName, unwrap, type FunctionNode } from '../../syntax/nodes.js';
import { executorOf, isRace } from '../../syntax/promises.js';
import { inOrder, type Edit } from '../text/edits.js';
import { blockText, insertAfter, insertBefore, isListed } from '../text/insert.js';
import { statementOf } from '../safety/order.js';
import { printCallback, printExpression, SWALLOW, type Statement } from '../text/print.js';
import { refuse, type Part, type FixContext } from '../fix-context.js';

/** What may become of a promise. */
type Outlook = 'fulfils' | 'rejects' | 'either';

/** A race that the promise of the response takes part in. */
interface Race {
  readonly call: TSESTree.CallExpression;
  readonly racer: TSESTree.Node;
  /** The constant that keeps the promise, where one does. */
  readonly kept: TSESTree.Identifier | null;
}

export const isRaced = (site: FixContext): boolean => raceOf(site) !== null;

/** Releases the response of a promise that a race drops, where it has been dropped. */
export function planRace(site: FixContext): Part {
  const raced = raceOf(site);
  if (!raced) return refuse('there is no race');
  const { acquire } = site;
  const { call, racer, kept } = raced;
  const others = competitors(call)
    .filter((one) => one !== racer)
    .map((one) => outlookOf(site, one));
  const winner = winnerOf(call);
  // If all others can only fail, the code does not have to tell which one has won.
  const isFailing = isFirstSettled(call) && others.every((one) => one === 'rejects');
  const statement = winner?.declaration ?? (isFailing ? statementAround(call) : null);
  if (!statement) return refuse('the winner of the race is not kept in a constant');
  // In a loop, or in a function that is called again, who loses now may win later.
  if (kept && acquire.parent!.parent!.parent !== statement.parent)
    return refuse('the race and the request are not in the same block');
  if (!kept && statementOf(site, acquire) !== statement)
    return refuse('the request is made under a condition inside an expression');
  const name = kept?.name ?? site.fresh(PENDING_NAMES, acquire);
  const response = site.parameter(
    site.protocol.names.filter((one) => one !== winner?.name),
    call,
  );
  const loser = site.releases.root(response, { canAwait: false, swallow: true, maybeRead: false, nullable: false });
  if (!loser) return refuse('no release can be written for this client');
  const release = printExpression({ ...loser, swallowed: false });
  const whenSettled = (test: string | null): Statement =>
    `${name}.then(${printCallback(response, release, test)})${SWALLOW}`;
  const edits: Edit[] = kept
    ? []
    : [
        ...insertBefore(site, statement, [`const ${name} = ${site.text(acquire)}`]),
        { range: acquire.range, text: name },
      ];
  if (isFirstSettled(call) && others.some((one) => one !== 'fulfils'))
    edits.push(onRejection(site, call, whenSettled(null)));
  if (winner && others.some((one) => one !== 'rejects'))
    edits.push(...insertAfter(site, statement, [whenSettled(`${response} !== ${winner.name}`)]));
  // Without semicolons the race and its statement end at one place.
  return { edits: inOrder(edits), check: null };
}

interface Winner {
  readonly name: string;
  readonly declaration: TSESTree.VariableDeclaration;
}

/** The constant that is declared with what comes out of a race; null where there is none. */
function winnerOf({ parent }: TSESTree.CallExpression): Winner | null {
  const declarator = parent.type === 'AwaitExpression' ? parent.parent : null;
  return declarator?.type === 'VariableDeclarator' &&
    declarator.id.type === 'Identifier' &&
    declarator.init === parent &&
    declarator.parent.kind === 'const' &&
    isListed(declarator.parent)
    ? { name: declarator.id.name, declaration: declarator.parent }
    : null;
}

/** The statement that awaits or returns a race. */
function statementAround(call: TSESTree.Node): TSESTree.Node | null {
  const { parent } = call;
  if (parent?.type === 'AwaitExpression') return statementAround(parent);
  return parent?.type === 'ReturnStatement' || parent?.type === 'ExpressionStatement' ? parent : null;
}

/** The race in which the promise of the response is, itself or as a constant that is nothing else; null where it is in none. */
function raceOf({ acquire, unit }: FixContext): Race | null {
  const declarator = acquire.parent?.type === 'VariableDeclarator' ? acquire.parent : null;
  const kept =
    declarator?.init === acquire && declarator.id.type === 'Identifier' && declarator.parent.kind === 'const'
      ? declarator.id
      : null;
  const references = kept ? (unit.variable(kept)?.references ?? []) : [];
  const mentions = kept
    ? references.filter(({ init }) => init !== true).map(({ identifier }) => identifier as TSESTree.Node)
    : [acquire];
  const [racer] = mentions;
  const list = racer?.parent;
  const call = list?.parent;
  return mentions.length === 1 && racer && call?.type === 'CallExpression' && competitors(call).includes(racer)
    ? { call, racer, kept }
    : null;
}

/** What takes part in a race, written out as a list; nothing where the call is none. */
function competitors(call: TSESTree.CallExpression): readonly TSESTree.Node[] {
  const [list] = call.arguments;
  if (!isRace(call) || list?.type !== 'ArrayExpression') return [];
  return list.elements.every((one) => one !== null && one.type !== 'SpreadElement') ? list.elements : [];
}

/** `Promise.race`: a rejection may win. */
const isFirstSettled = ({ callee }: TSESTree.CallExpression): boolean =>
  callee.type === 'MemberExpression' && memberName(callee) === 'race';

/** `.catch((error) => { …; throw error; })` after the race. */
function onRejection(site: FixContext, race: TSESTree.CallExpression, release: Statement): Edit {
  const error = site.fresh(['error', 'reason', 'cause'], race);
  const [start, end] = race.range;
  return {
    range: [end, end],
    text: `.catch((${error}) => ${blockText(site, start, [release, `throw ${error}`])})`,
  };
}

function outlookOf(site: FixContext, element: TSESTree.Node): Outlook {
  const value = constantOf(site.unit, element);
  if (value.type === 'CallExpression' && site.oracle.acquisition(site.unit, value)) return 'fulfils';
  const made = value.type === 'CallExpression' ? madeBy(site, value) : value;
  if (made?.type !== 'NewExpression') return 'either';
  if (neverFulfils(site, made)) return 'rejects';
  return isTimer(site, made) ? 'fulfils' : 'either';
}

/** What a function in this file gives, where that is all it does. */
function madeBy(site: FixContext, { callee }: TSESTree.CallExpression): TSESTree.Node | null {
  const definition = site.oracle.definition(site.unit, callee);
  if (definition?.kind !== 'function' || definition.unit !== site.unit) return null;
  const { body }: FunctionNode = definition.node;
  if (body.type !== 'BlockStatement') return unwrap(body);
  const [only] = body.body;
  return body.body.length === 1 && only?.type === 'ReturnStatement' && only.argument ? unwrap(only.argument) : null;
}

/** `new Promise((_, reject) => …)`, which never calls its first function. */
function neverFulfils(site: FixContext, made: TSESTree.NewExpression): boolean {
  const resolve = executorOf(made)?.params[0];
  return resolve?.type === 'Identifier' && site.unit.variable(resolve)?.references.length === 0;
}

/** `new Promise((resolve) => setTimeout(resolve, ms))`: nothing in it can fail, and it is fulfilled with nothing. */
function isTimer({ unit, oracle }: FixContext, made: TSESTree.NewExpression): boolean {
  const executor = executorOf(made);
  const { body } = executor ?? {};
  const [only, ...more] = body?.type === 'BlockStatement' ? body.body : [body];
  const call = only?.type === 'ExpressionStatement' ? only.expression : only;
  return (
    executor?.params.length === 1 &&
    more.length === 0 &&
    call?.type === 'CallExpression' &&
    isDeferring(oracle.calleeName(unit, call) ?? '') &&
    oracle.comesToNothing(unit, made)
  );
}
