/**
 * What the tag `@httpLeak` of a declaration without a body says, in the words of the settings: `acquires <protocol>`, with `value`
 * after it where no promise is given, or `consumes`, `borrows`, `takes`.
 */
import { protocols } from './index.js';
import { EFFECTS, type ClientSetting, type HelperSetting } from './settings.js';

export const TAG = 'httpLeak';

export type Tag =
  | { readonly kind: 'client'; readonly client: Pick<ClientSetting, 'protocol' | 'gives'> }
  | { readonly kind: 'helper'; readonly effect: HelperSetting['effect'] }
  /** Ignored, for this reason. */
  | { readonly kind: 'wrong'; readonly problem: string };

/** Reads the text after the tag's name; what comes after a dash is a remark. */
export function parseTag(text: string): Tag {
  const [verb = '', ...rest] = text
    .replace(/(?:^|\s)[-–—]\s[^]*$/u, '')
    .trim()
    .split(/\s+/);
  const wrong = (problem: string): Tag => ({ kind: 'wrong', problem: `@${TAG} ${problem}` });
  if (verb === 'acquires') {
    const [id, gives = 'promise', ...more] = rest;
    const protocol = protocols.find((one) => one.id === id);
    if (!protocol)
      return wrong(
        `acquires must name one of ${protocols.map((one) => one.id).join(', ')}; got ${JSON.stringify(id ?? '')}`,
      );
    if ((gives !== 'promise' && gives !== 'value') || more.length > 0)
      return wrong(
        `acquires ${protocol.id} may be followed by promise or value; got ${JSON.stringify([gives, ...more].join(' '))}`,
      );
    return { kind: 'client', client: { protocol, gives } };
  }
  const effect = EFFECTS.find((one) => one === verb);
  if (!effect) return wrong(`must say acquires, ${EFFECTS.join(', ')}; got ${JSON.stringify(verb)}`);
  return rest.length > 0
    ? wrong(`${effect} takes nothing after it; got ${JSON.stringify(rest.join(' '))}`)
    : { kind: 'helper', effect };
}
