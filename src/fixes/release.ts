/** The statement that ends a duty, written for one holder at one place. */
import type { Finding, Holder } from '../findings/finding.js';
import { protocols, type Protocol, type Release, type ReleaseForm } from '../protocols/index.js';

/** What the text has to reckon with at its place. */
export interface ReleaseContext {
  /** `await` may be written there. */
  readonly canAwait: boolean;
  /** A failing release would replace an error that is on its way, or break what has already succeeded. */
  readonly swallow: boolean;
  /** On another path somebody has read, or is reading, the body. */
  readonly maybeRead: boolean;
  /** The holder may be null or undefined. */
  readonly nullable: boolean;
  /** The holder as an optional chain, where an object on the way to it may be null or undefined. */
  readonly chain?: string;
  /** A test that has to hold before the holder can be spoken of. */
  readonly when?: string | null;
}

/** A release as a test (null for none) and an expression, ready to be laid out. */
export interface ReleaseCode {
  readonly test: string | null;
  readonly expression: string;
}

/** The protocol of a finding. */
export function protocolOf(finding: Finding): Protocol {
  const protocol = protocols.find(({ id }) => id === finding.protocol);
  if (!protocol) throw new Error(`no protocol ${finding.protocol}`);
  return protocol;
}

/** The form for a handle that the user, or else the table, prefers; null where nothing should be written. */
export function formFor(
  finding: Finding,
  handle: string,
  chosen: 'cancel' | 'drain' | null,
  maybeRead: boolean,
): ReleaseForm | null {
  const release = protocolOf(finding).handles[handle]?.release;
  if (!release) return null;
  const form = release[chosen ?? release.preferred];
  if (maybeRead && form.cutsReaders) return release.drain;
  return form === release.cancel && !mayCancel(release, finding) ? release.drain : form;
}

const mayCancel = ({ cancels, drain, cancel }: Release, { client }: Finding): boolean =>
  !cancels || drain === cancel || cancels.includes(client);

/** The code that releases what `holder` refers to. */
export function releaseCode(
  form: ReleaseForm,
  holder: Holder,
  { canAwait, swallow, maybeRead, nullable, chain, when = null }: ReleaseContext,
): ReleaseCode {
  const { expression } = holder;
  if (holder.promise)
    return { test: null, expression: whenSettled(form, `${chain ?? expression}${nullable ? '?' : ''}`, maybeRead) };
  const isTested = maybeRead && form.unread !== undefined;
  const mentioned = isTested ? expression : (chain ?? expression);
  const called =
    nullable && !isTested
      ? fill(form.text, mentioned).replace(`${mentioned}.`, `${mentioned}?.`)
      : fill(form.text, mentioned);
  const unread =
    isTested && form.unread
      ? fill(
          (nullable || chain !== undefined) && !form.unread.startsWith('$ ') ? `$ && ${form.unread}` : form.unread,
          expression,
        ).replace(expression, chain ?? expression)
      : null;
  const test = when !== null && unread !== null ? `${when} && ${unread}` : (when ?? unread);
  if (!form.promise) return { test, expression: called };
  if (!canAwait) return { test, expression: `${called}.catch(() => {})` };
  return { test, expression: `await ${called}${swallow ? '.catch(() => {})' : ''}` };
}

/** For a response that has yet to arrive. */
function whenSettled(form: ReleaseForm, promise: string, maybeRead: boolean): string {
  const release = fill(form.text, 'response');
  const guarded = maybeRead && form.unread ? `(${fill(form.unread, 'response')} ? ${release} : undefined)` : release;
  return `${promise}.then((response) => ${guarded}).catch(() => {})`;
}

/** `$` by the expression. */
export function fill(text: string, expression: string): string {
  return text.replaceAll('$', () => expression);
}
