/** The release that calls a helper, in the place of one that is written out. */
import type { AccessStep, Protocol, ReleaseForm } from '../../protocols/index.js';
import type { Finding } from '../../findings/finding.js';
import type { FixContext } from '../fix-context.js';
import type { HelperEffect } from './effect.js';
import type { Helper } from './functions.js';
import type { PlannedRelease, Receiver, ReleaseContext } from '../release/release.js';
import type { Mention } from '../release/choice.js';

/** A release that is written out, and what it is made for. */
export interface WrittenOut {
  readonly form: ReleaseForm;
  readonly release: PlannedRelease;
  readonly receiver: Receiver;
  readonly context: ReleaseContext;
  readonly mentions: readonly Mention[];
}

/** What a helper is given. */
interface Argument {
  readonly handle: string;
  /** What leads there from the receiver. */
  readonly steps: readonly AccessStep[];
  readonly isNullable: boolean;
}

interface Choice {
  readonly helper: Helper;
  readonly effect: HelperEffect;
  readonly argument: Argument;
}

/**
 * The same release by a call of a helper; null where none does exactly that at its place.
 *
 * @param mayEnd whether the body may be ended by these methods there
 */
export function throughHelper(
  site: FixContext,
  finding: Finding,
  written: WrittenOut,
  mayEnd: (methods: HelperEffect['methods']) => boolean,
): PlannedRelease | null {
  const choices = (site.helpers?.for(site.acquire) ?? []).flatMap((helper): Choice[] =>
    argumentsFor(site.protocol, written).flatMap((argument) => {
      const effect = site.helpers!.effect(helper, site.protocol, finding.client, argument.handle);
      const choice = effect && { helper, effect, argument };
      return choice && mayEnd(effect.methods) && fits(site, written, choice) ? [choice] : [];
    }),
  );
  const isSame = ({ effect: { methods } }: Choice): boolean => isForm(methods, written.form);
  const chosen = choices.find(({ helper }) => helper.isWanted) ?? choices.find(isSame) ?? choices[0];
  return chosen ? releaseBy(chosen, written) : null;
}

/** Whether the methods are the one that the form calls. */
export const isForm = (methods: HelperEffect['methods'], { call }: ReleaseForm): boolean =>
  methods?.size === 1 && methods.has(call.at(-1)!.name);

/** The receiver, and what lies between it and the method: `response`, `response.body`. */
function argumentsFor({ handles }: Protocol, { form, release, receiver, context }: WrittenOut): Argument[] {
  const isGuarded = release.guard.some(({ kind }) => kind === 'unread');
  const isNullable = !release.pending && !isGuarded && (context.nullable || context.chain !== undefined);
  const found: Argument[] = [{ handle: receiver.handle, steps: [], isNullable }];
  for (const { name } of form.call.slice(0, -1)) {
    const last = found.at(-1)!;
    const property = handles[last.handle]?.properties?.[name];
    if (typeof property !== 'object' || !('handle' in property)) break;
    found.push({
      handle: property.handle,
      steps: [
        ...last.steps,
        { name, optional: last.isNullable && (last.steps.length > 0 || context.chain === undefined) },
      ],
      isNullable: last.isNullable || property.nullable === true,
    });
  }
  return found;
}

/** Whether a helper can be called with the argument at the place, as it comes back and as its parameter is declared. */
function fits(site: FixContext, { receiver, context, mentions, release }: WrittenOut, choice: Choice): boolean {
  const { helper, effect, argument } = choice;
  if (argument.isNullable && !effect.takesNothing) return false;
  const isLeftAlone = !release.pending && (context.swallow || !context.canAwait || effect.waits);
  if (effect.gives !== 'promise' && effect.mayFail && isLeftAlone) return false;
  const names = argument.steps.map(({ name }) => name);
  const given =
    mentions.length > 0 ? mentions : [{ node: site.acquire, path: receiver.path.steps.map(({ name }) => name) }];
  const answers = given.map(({ node, path }) =>
    site.oracle.takes(site.unit, helper.variable.identifiers[0]!, {
      node,
      path: [...path, ...names],
      isNullable: argument.isNullable,
    }),
  );
  return answers.every((answer) => (helper.definition ? answer !== false : answer === true));
}

function releaseBy({ helper, effect, argument }: Choice, { release, receiver, context }: WrittenOut): PlannedRelease {
  const { pending, guard } = release;
  const isGuarded = guard.some(({ kind }) => kind === 'unread');
  const start = pending ? release.receiver : isGuarded ? receiver.path : (context.chain ?? receiver.path);
  const { gives, mayFail, waits } = effect;
  const awaited = !pending && gives !== 'nothing' && context.canAwait && !waits;
  return {
    ...release,
    receiver: { ...start, steps: [...start.steps, ...argument.steps] },
    call: [],
    helper: helper.name,
    promise: gives !== 'nothing',
    waits: gives !== 'nothing' && waits,
    mayLack: false,
    awaited,
    swallowed: pending ? release.swallowed : gives === 'promise' && mayFail && (context.swallow || !awaited),
  };
}
