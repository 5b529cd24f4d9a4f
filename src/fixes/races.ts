/** `Promise.race([fetch(url), timeout])`: whoever loses is released when its response arrives. */
import type { TSESTree } from '@typescript-eslint/utils';
import { constantOf } from '../syntax/constants.js';
import { memberName, unwrap, type FunctionNode } from '../syntax/nodes.js';
import { executorOf, isRace } from '../syntax/promises.js';
import type { Edit } from './edits.js';
import { insertAfter, insertBefore, isListed } from './insert.js';
import { statementOf } from './order.js';
import { refuse, type Part, type FixContext } from './fix-context.js';

const NAMES = ['request', 'pending', 'answer'];

/** What may become of a promise. */
type Outlook = 'fulfils' | 'rejects' | 'either';

/** Releases the response of a promise that a race drops, where it has been dropped; null where there is no such race. */
export function planRace(site: FixContext): Part | null {
  const { acquire } = site;
  const kept =
    acquire.parent?.type === 'VariableDeclarator' &&
    acquire.parent.init === acquire &&
    acquire.parent.id.type === 'Identifier' &&
    acquire.parent.parent.kind === 'const'
      ? acquire.parent.id
      : null;
  const mentions = kept
    ? (site.unit
        .variable(kept)
        ?.references.filter(({ init }) => init !== true)
        .map(({ identifier }) => identifier) ?? [])
    : [acquire];
  const [racer] = mentions;
  const race = racer?.parent && raceOf(racer.parent);
  if (mentions.length !== 1 || !race) return null;
  const declarator = race.parent.type === 'AwaitExpression' ? race.parent.parent : null;
  const declaration =
    declarator?.type === 'VariableDeclarator' && declarator.id.type === 'Identifier' && declarator.init === race.parent
      ? declarator.parent
      : null;
  if (!declaration || declaration.kind !== 'const' || !isListed(declaration))
    return refuse('the winner of the race is not kept in a constant');
  // In a loop, or in a function that is called again, who loses now may win later.
  if (kept && acquire.parent!.parent!.parent !== declaration.parent)
    return refuse('the race is held somewhere else than the request is made');
  if (!kept && statementOf(site, acquire) !== declaration)
    return refuse('the request is made under a condition inside an expression');
  const winner = ((declarator as TSESTree.VariableDeclarator).id as TSESTree.Identifier).name;
  const name = kept?.name ?? site.fresh(NAMES, acquire);
  const response = site.parameter(
    ['response', 'res', 'reply'].filter((one) => one !== winner),
    race,
  );
  const others = (race.arguments[0] as TSESTree.ArrayExpression).elements
    .filter((one) => one !== racer)
    .map((one) => outlookOf(site, one));
  const named: Edit[] = kept
    ? []
    : [
        ...insertBefore(site, declaration, [`const ${name} = ${site.text(acquire)}${site.layout.semicolon}`]),
        { range: acquire.range, text: name },
      ];
  const loser = site
    .release(
      { expression: response, handle: site.protocol.root, promise: false },
      { canAwait: false, swallow: true, maybeRead: false, nullable: false },
    )
    ?.expression.replace(/\.catch\(\(\) => \{\}\)$/, '');
  if (loser === undefined) return refuse('nothing should be written for this client');
  const mayReject =
    memberName(race.callee as TSESTree.MemberExpression) === 'race' && others.some((one) => one !== 'fulfils');
  return {
    edits: [
      ...named,
      ...(mayReject ? [onRejection(site, race, `${name}.then((${response}) => ${loser}).catch(() => {})`)] : []),
      ...(others.some((one) => one !== 'rejects')
        ? insertAfter(site, declaration, [
            `${name}.then((${response}) => (${response} !== ${winner} ? ${loser} : undefined)).catch(() => {})${site.layout.semicolon}`,
          ])
        : []),
    ],
    check: null,
  };
}

/** The call of `Promise.race` or `Promise.any` that is given the list. */
function raceOf(list: TSESTree.Node): TSESTree.CallExpression | null {
  if (list.type !== 'ArrayExpression' || list.elements.some((one) => one === null || one.type === 'SpreadElement'))
    return null;
  const { parent } = list;
  return parent.type === 'CallExpression' && parent.arguments[0] === list && isRace(parent) ? parent : null;
}

/** `.catch((error) => { …; throw error; })` behind the race. */
function onRejection(site: FixContext, race: TSESTree.CallExpression, release: string): Edit {
  const { newline, step, semicolon } = site.layout;
  const base = site.layout.indentAt(race.range[0]);
  const error = site.fresh(['error', 'reason', 'cause'], race);
  const lines = [`${release}${semicolon}`, `throw ${error}${semicolon}`]
    .map((line) => `${newline}${base}${step}${line}`)
    .join('');
  const [, end] = race.range;
  return { range: [end, end], text: `.catch((${error}) => {${lines}${newline}${base}})` };
}

function outlookOf(site: FixContext, element: TSESTree.Node | null): Outlook {
  const value = element && constantOf(site.unit, element);
  if (value?.type === 'CallExpression' && site.oracle.acquisition(site.unit, value)) return 'fulfils';
  const made = value?.type === 'CallExpression' ? madeBy(site, value) : value;
  return made?.type === 'NewExpression' && neverFulfils(site, made) ? 'rejects' : 'either';
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
