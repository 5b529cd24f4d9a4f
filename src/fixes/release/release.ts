/** A release as a structure: what is called on what, under which conditions, and what becomes of its promise. `print.ts` writes it. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Finding } from '../../findings/finding.js';
import { RESPONSE_NAMES } from '../../protocols/names.js';
import { protocolById, type AccessStep, type Protocol, type Release, type ReleaseForm } from '../../protocols/index.js';
import type { Edit } from '../text/edits.js';
import type { Place } from '../safety/reachability.js';

/** An expression as what it starts from and the properties after that: `outcome?.answer.body`. */
export interface AccessPath {
  /** A name, or an expression in parentheses. */
  readonly root: string;
  readonly steps: readonly AccessStep[];
}

/** What is released: the handle that `path` leads to, or the promise of it. */
export interface Receiver {
  readonly path: AccessPath;
  /** The handle of the protocol. */
  readonly handle: string;
  readonly promise: boolean;
}

/** What the release has to reckon with at its place. */
export interface ReleaseContext {
  /** `await` may be written there. */
  readonly canAwait: boolean;
  /** A failing release would replace an error that is on its way, or break what has already succeeded. */
  readonly swallow: boolean;
  /** On another path the body has been read, or is being read. */
  readonly maybeRead: boolean;
  /** That read may still be running, because it is not awaited. */
  readonly isBeginning?: boolean;
  /** The receiver may be null or undefined. */
  readonly nullable: boolean;
  /** The receiver as an optional chain, where an object on the way to it may be null or undefined. */
  readonly chain?: AccessPath;
  /** A result of `Promise.allSettled`, of which the receiver is a part: it has to be fulfilled. */
  readonly settled?: string;
  /** The place of the release: types may be narrower there than declared. */
  readonly place?: Place;
  /** What lets the variable that has the receiver be undefined, as it may be at the place: written with the release. */
  readonly widening?: Edit;
  /** A constant that is written in front, since the type of the variable has nothing to release it with. */
  readonly naming?: Naming;
}

/** What is acquired gets a name of its own. */
export interface Naming {
  readonly name: string;
  /** What it is given: its type is that of the name. */
  readonly value: TSESTree.Node;
  readonly edits: readonly Edit[];
}

/** What has to be written besides the release itself. */
export const alsoWritten = ({ widening, naming }: ReleaseContext): readonly Edit[] => [
  ...(widening ? [widening] : []),
  ...(naming?.edits ?? []),
];

/** A condition of a release. */
export type Guard =
  /** `settled.status === 'fulfilled'` */
  | { readonly kind: 'fulfilled'; readonly settled: string }
  /** `response` */
  | { readonly kind: 'present'; readonly path: AccessPath }
  /** `!response.bodyUsed` */
  | { readonly kind: 'unread'; readonly path: AccessPath };

export interface PlannedRelease {
  readonly receiver: AccessPath;
  /** What leads from there to the method, and the method; empty where a helper is called. */
  readonly call: readonly AccessStep[];
  /** The function that is called with the receiver; null where a method of the receiver is called. */
  readonly helper: string | null;
  /** It gives a promise. */
  readonly promise: boolean;
  /** That promise may settle late, or never: nothing waits for it. */
  readonly waits: boolean;
  /** The method may be missing: `.return?.()`. */
  readonly mayLack: boolean;
  /** All of them have to hold, in this order. */
  readonly guard: readonly Guard[];
  readonly awaited: boolean;
  /** Its rejection is dropped. */
  readonly swallowed: boolean;
  /** The promise that gives the receiver; null where the receiver is there already. */
  readonly pending: { readonly promise: AccessPath; readonly optional: boolean } | null;
}

/** What the result of a promise is called in a release that waits for it. */
const RESULT = RESPONSE_NAMES[0]!;

/** Properties that are there. */
export const plainSteps = (names: readonly string[]): AccessStep[] => names.map((name) => ({ name, optional: false }));

/** A name, and the properties after it. */
export const pathTo = (root: string, names: readonly string[] = []): AccessPath => ({ root, steps: plainSteps(names) });

/** The protocol of a finding. */
export function protocolOf(finding: Finding): Protocol {
  const protocol = protocolById(finding.protocol);
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

/** The release of a receiver in one form, at a place with this context. */
export function releaseOf(form: ReleaseForm, receiver: Receiver, context: ReleaseContext): PlannedRelease {
  const { canAwait, swallow, maybeRead, nullable, settled } = context;
  const { path, promise } = receiver;
  const chain = context.chain ?? path;
  const mayLack = form.mayLack === true;
  const waits = form.promise && form.waits === true;
  const unread = maybeRead ? form.unread : undefined;
  const [first, ...further] = form.call;
  if (promise) {
    const result = pathTo(RESULT);
    return {
      receiver: result,
      call: form.call,
      helper: null,
      promise: form.promise,
      waits,
      mayLack,
      guard: unread ? unreadGuard(result, result, unread, first?.optional === true) : [],
      awaited: false,
      swallowed: true,
      pending: { promise: chain, optional: nullable },
    };
  }
  const isLoose = nullable || context.chain !== undefined || first?.optional === true;
  return {
    // What the guard has found there needs no question mark.
    receiver: unread ? path : chain,
    call: nullable && !unread && first ? [{ ...first, optional: true }, ...further] : form.call,
    helper: null,
    promise: form.promise,
    waits,
    mayLack,
    guard: [
      ...(settled === undefined ? [] : [{ kind: 'fulfilled' as const, settled }]),
      ...(unread ? unreadGuard(chain, path, unread, isLoose) : []),
    ],
    awaited: form.promise && canAwait && !waits,
    swallowed: form.promise && (swallow || !canAwait || waits),
    pending: null,
  };
}

/** The value at `path` exists and no read of it has begun. */
function unreadGuard(chain: AccessPath, path: AccessPath, unread: readonly string[], isLoose: boolean): Guard[] {
  const own: AccessPath = { ...path, steps: [...path.steps, ...plainSteps(unread)] };
  return [...(isLoose ? [{ kind: 'present' as const, path: chain }] : []), { kind: 'unread' as const, path: own }];
}
