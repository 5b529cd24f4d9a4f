/** Agents that nobody closes: closed when the function is done with them, or made once for the module. */
import type { TSESTree } from '@typescript-eslint/utils';
import { childrenOf, enclosingFunction, isFunction, memberName, unwrap } from '../syntax/nodes.js';
import { insertAfter } from './insert.js';
import { planRest } from './finally.js';
import { refuse, type Part, type Site } from './site.js';
import type { Use } from './uses.js';

const SHARED = 'The agent is made once and shared by all calls: check that its connections may be shared.';

/** Closes the agent in a `finally`, or makes it at the top of the module where what it is made of allows. */
export function planAgent(site: Site): Part {
  if (site.finding.exits.some(({ kind }) => kind === 'hook')) return refuse('an `after` hook has to close it');
  const closed = planRest(site, (use) => enclosingFunction(use.at) === enclosingFunction(site.acquire) && isUsedUp(use), false);
  return 'refused' in closed ? hoisted(site, closed.refused) : closed;
}

/** What the agent was asked for has been awaited, so that no request is still to be sent when it closes. */
function isUsedUp(use: Use): boolean {
  if (use.kind === 'give' || isListening(use.node)) return false;
  for (let at: TSESTree.Node | undefined = use.at; at && !isFunction(at); at = at.parent) {
    if (at.type === 'AwaitExpression') return true;
    if (at.type === 'ReturnStatement') return false;
    if (at.type === 'ExpressionStatement' || at.type === 'VariableDeclaration' || at.type === 'IfStatement') return use.kind !== 'lend';
  }
  return false;
}

/** Somebody hears of what the agent does, a close included. */
const isListening = (node: TSESTree.Node): boolean => node.type === 'CallExpression' && node.callee.type === 'MemberExpression' && /^(?:on|once|addListener|prependListener)$/.test(memberName(node.callee) ?? '');

/** `const agent = new Agent(…)` at the top of the module, where the arguments mention nothing of the function. */
function hoisted(site: Site, otherwise: string): Part {
  const { acquire, unit, layout } = site;
  const made = madeTogether(acquire);
  const { parent } = acquire;
  const variable = parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? unit.variable(parent.id) : undefined;
  if (variable && site.uses.of(variable, site.protocol.root).some(({ node }) => isListening(node))) return refuse(otherwise);
  const last = unit.ast.body.findLast(({ type }) => type === 'ImportDeclaration');
  if (!last || !enclosingFunction(acquire) || made.length === 0 || !made.every((one) => one.arguments.every((argument) => isGlobal(site, argument)))) return refuse(otherwise);
  const names = made.map((_, index) => site.fresh([`sharedAgent${index === 0 ? '' : index + 1}`], unit.ast));
  const declarations = made.map((one, index) => `const ${names[index]!} = ${site.text(one).replace(/\n[ \t]*/g, ' ')}${layout.semicolon}`);
  return { edits: [...insertAfter(site, last, ['', ...declarations]), ...made.map((one, index) => ({ range: one.range, text: names[index]! }))], check: SHARED };
}

/** `secure ? new https.Agent(…) : new http.Agent(…)`: one is no better than the other. */
function madeTogether(acquire: TSESTree.Node): TSESTree.NewExpression[] {
  const { parent } = acquire;
  const arms = parent?.type === 'ConditionalExpression' && parent.test !== acquire ? [parent.consequent, parent.alternate] : [acquire];
  const made = arms.filter((arm) => arm.type === 'NewExpression');
  return made.length === arms.length ? made : [];
}

/** Whether the expression means the same at the top of the module. */
function isGlobal(site: Site, node: TSESTree.Node): boolean {
  const value = unwrap(node);
  if (isFunction(value) || value.type === 'AwaitExpression' || value.type === 'ThisExpression' || value.type === 'CallExpression' || value.type === 'NewExpression') return false;
  if (value.type === 'Identifier') {
    const variable = site.unit.variable(value);
    return !variable || variable.defs[0]?.type === 'ImportBinding';
  }
  return childrenOf(value, site.unit.visitorKeys).every((child) => (value.type === 'Property' && child === value.key && !value.computed) || isGlobal(site, child));
}
