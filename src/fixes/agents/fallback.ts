/** Agents that are made where none is given: `options.dispatcher ?? new Agent()`. That of the caller is left alone. */
import type { TSESTree } from '@typescript-eslint/utils';
import { bindingOf } from '../../syntax/bindings.js';
import { closeAfter } from './after-last-use.js';
import { isWrappable, statementsOf } from '../release/finally.js';
import { refuse, type FixContext, type Part } from '../fix-context.js';
import { isListed } from '../text/insert.js';

/** Keeps what is made in a variable of its own, which has nothing where another agent is used, and closes that. */
export function planAgentFallback(site: FixContext): Part {
  const { acquire, unit } = site;
  const declarator = declaratorOf(acquire);
  const variable = declarator?.id.type === 'Identifier' ? unit.variable(declarator.id) : undefined;
  if (!declarator || !variable) return refuse('it is not the fallback of another agent');
  const declaration = declarator.parent;
  const list = statementsOf(declaration.parent);
  const rest = list.slice(list.indexOf(declaration) + 1);
  if (!isWrappable(site, rest)) return refuse('the statements that follow cannot be moved into a block');
  const name = site.fresh(site.protocol.names, acquire);
  const [start, end] = acquire.range;
  return closeAfter(site, {
    name,
    path: [],
    values: [acquire],
    rest,
    uses: site.uses.of(variable),
    isOptional: true,
    before: [],
    ahead: { statement: declaration, written: [`let ${name}${typeOf(site, acquire)}`] },
    edits: [
      { range: [start, start], text: `(${name} = ` },
      { range: [end, end], text: ')' },
    ],
  });
}

/** `const dispatcher = given ?? new Agent();` */
function declaratorOf(acquire: TSESTree.Node): TSESTree.VariableDeclarator | null {
  const { parent } = acquire;
  if (acquire.type !== 'NewExpression' || parent?.type !== 'LogicalExpression') return null;
  if (parent.right !== acquire || parent.operator === '&&') return null;
  const declarator = parent.parent;
  return declarator.type === 'VariableDeclarator' &&
    declarator.parent.kind === 'const' &&
    declarator.parent.declarations.length === 1 &&
    isListed(declarator.parent)
    ? declarator
    : null;
}

/** Without a type of its own the compiler takes that of what is assigned. */
function typeOf(site: FixContext, acquire: TSESTree.Node): string {
  if (!site.isTypeScript || acquire.type !== 'NewExpression' || acquire.callee.type !== 'Identifier') return '';
  const binding = bindingOf(site.unit, acquire.callee);
  return binding?.kind === 'import' && binding.imported !== null ? `: ${site.text(acquire.callee)} | undefined` : '';
}
