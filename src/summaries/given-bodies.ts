/** Bodies that no code in sight has to release: they are followed only to find what reads them twice. */
import type { CfgRoot } from '../cfg/index.js';
import type { TSESTree } from '@typescript-eslint/utils';
import { isFollowedOn } from '../protocols/capabilities.js';
import { sourceMadeBy, type Source } from '../protocols/index.js';
import { constantOf, optionIn } from '../syntax/constants.js';
import { passedFor } from '../syntax/functions.js';
import { isFunction, isNothing, stringValue } from '../syntax/nodes.js';
import type { Unit } from '../syntax/unit.js';
import type { Oracle } from '../types/oracle.js';
import type { Acquired } from '../typestate/context.js';
import { handle } from '../typestate/refs.js';
import { startState } from '../typestate/run.js';
import { OPEN, setRef, update, updateDuty, type State } from '../typestate/state.js';
import { ANY_STATUS } from '../typestate/statuses.js';
import type { AcquireSites } from './acquisition.js';

/** `new Request(url, { method: 'POST', body })`. */
export function madeBody(
  unit: Unit,
  oracle: Oracle,
  sites: AcquireSites,
  made: TSESTree.NewExpression,
): readonly Acquired[] {
  const source = sourceMadeBy(oracle.calleeName(unit, made) ?? '');
  if (!source) return [];
  const { protocol, filled } = source;
  return [
    {
      site: { ...sites.of({ protocol, client: protocol.handles[protocol.root]!.classes![0]! }, made), isGiven: true },
      value: handle(isFilled(unit, source, made) ? filled : protocol.root),
      status: ANY_STATUS,
      spent: { ...OPEN, phase: 'apart' },
      cancellationSources: [],
    },
  ];
}

/** Whether an object is made with a body, here or for a caller in this file that passes the options. */
function isFilled(unit: Unit, source: Source, made: TSESTree.NewExpression): boolean {
  const options = made.arguments[1];
  const variable = options && unit.variable(options);
  const passed = variable ? passedFor(unit, variable) : [];
  return [...(options ? [options] : []), ...passed].some((given) => hasBody(unit, source, given));
}

function hasBody(unit: Unit, { protocol, filledBy }: Source, options: TSESTree.Node): boolean {
  const method = stringValue(optionIn(unit, options, protocol.methodOption ?? 'method').value);
  const isSending = method !== null && filledBy.includes(method.toUpperCase());
  return (protocol.bodyOptions ?? []).some((name) => {
    const { value } = optionIn(unit, options, name);
    const body = value && constantOf(unit, value);
    return body !== null && !isNothing(body) && (isSending || CERTAIN.has(body.type));
  });
}

/** Expressions whose value is neither null nor undefined. */
const CERTAIN: ReadonlySet<string> = new Set(['NewExpression', 'TemplateLiteral', 'Literal']);

/** The states in which a function starts that is given objects with a body: they have not been read yet, as far as can be seen. */
export function givenStates(unit: Unit, oracle: Oracle, sites: AcquireSites, root: CfgRoot): readonly State[] {
  if (!isFunction(root)) return [];
  return oracle
    .bodiesGivenTo(unit, root)
    .filter(({ protocol }) => isFollowedOn(protocol))
    .map(({ slot, node, protocol, type }) =>
      updateDuty(
        setRef(
          update(startState, { site: { ...sites.of({ protocol, client: type }, node), isGiven: true } }),
          slot,
          handle(protocol.root),
        ),
        { phase: 'apart' },
      ),
    );
}
