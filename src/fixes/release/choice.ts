/** Which release may be written for what a finding is about: by the tables, what the user prefers, the types, and who listens. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Exit, Finding, Holder } from '../../findings/finding.js';
import type { ReleaseForm } from '../../protocols/index.js';
import { isTransparent } from '../../syntax/nodes.js';
import { isDeclared } from '../../types/annotations.js';
import { anchorOf, firstIn } from './exit-anchors.js';
import type { FixContext, Held } from '../fix-context.js';
import type { HelperEffect } from '../helpers/effect.js';
import { isForm, throughHelper, type WrittenOut } from '../helpers/release.js';
import { heardBefore } from '../safety/listeners.js';
import { holdsAt, isGuardedAway } from '../safety/narrowing.js';
import type { Place } from '../safety/reachability.js';
import { formFor, pathTo, releaseOf } from './release.js';
import type { PlannedRelease, Receiver, ReleaseContext } from './release.js';

/** A place where the code has a value, and the properties that lead from there to what a holder refers to. */
export interface Mention {
  readonly node: TSESTree.Node;
  readonly path: readonly string[];
}

/** Where the code has what a holder refers to, for its type. */
export function mentionsOf({ variable, path }: Held): readonly Mention[] {
  return [...variable.identifiers, ...variable.references.map(({ identifier }) => identifier as TSESTree.Node)].map(
    (node) => ({ node, path }),
  );
}

/** Those of them whose type also holds at a place. */
function mentionsAt(held: Held, place: Place): readonly Mention[] {
  const [declared] = held.variable.identifiers;
  return mentionsOf(held).filter(({ node }) => node === declared || holdsAt(node, place));
}

/** The properties that lead from what holds it to a resource. */
export const pathOf = ({ expression }: Holder): string[] => expression.split('.').slice(1);

/** What a holder refers to, to be released. */
export const receiverOf = ({ holder: { handle, promise }, variable, path }: Held): Receiver => ({
  path: pathTo(variable.name, path),
  handle,
  promise,
});

export class ReleaseChoice {
  readonly #site: FixContext;
  readonly #finding: Finding;
  readonly #chosen: 'cancel' | 'drain' | null;
  #events: ReadonlySet<string | null> | undefined;

  /** @param chosen the form that the user prefers */
  constructor(site: FixContext, chosen: 'cancel' | 'drain' | null) {
    this.#site = site;
    this.#finding = site.finding;
    this.#chosen = chosen;
  }

  /**
   * The release of what a variable holds; null where the tables have none that does no harm, or its type has nothing
   * to release it with.
   */
  held(held: Held, { naming, ...context }: ReleaseContext): PlannedRelease | null {
    if (naming) {
      const { name, value } = naming;
      const named = { ...context, ...(context.chain ? { chain: { ...context.chain, root: name } } : {}) };
      const mention = { node: value, path: [] };
      const isFit = (form: ReleaseForm): boolean => this.isTyped(form, value) !== false;
      return this.#choose({ ...receiverOf(held), path: pathTo(name) }, named, [mention], isFit);
    }
    const { place } = context;
    if (place && isGuardedAway(this.#site, held.variable, place)) return null;
    return this.of(receiverOf(held), context, place ? mentionsAt(held, place) : mentionsOf(held));
  }

  /** The same for what `name` has, in which the acquiring call gives the resource. */
  given(name: string, context: ReleaseContext, mentions: readonly Mention[] = []): PlannedRelease | null {
    const [given] = this.#finding.gives;
    if (!given) return null;
    return this.of({ path: pathTo(name, pathOf(given)), handle: given.handle, promise: false }, context, mentions);
  }

  /** The same for the whole resource. */
  root(name: string, context: ReleaseContext, mentions: readonly Mention[] = []): PlannedRelease | null {
    return this.of({ path: pathTo(name), handle: this.#site.protocol.root, promise: false }, context, mentions);
  }

  /** @param mentions where the code has the receiver: its type, as declared or narrowed at one of them, needs what the release asks for */
  of(receiver: Receiver, context: ReleaseContext, mentions: readonly Mention[] = []): PlannedRelease | null {
    const isRoot = receiver.handle === this.#site.protocol.root;
    const isFit = (form: ReleaseForm): boolean =>
      (!isRoot || this.#isGivenTyped(form) || this.#isNarrowed(form, mentions)) &&
      (mentions.length === 0 || mentions.some((mention) => this.#isFit(form, mention, context.maybeRead)));
    return this.#choose(receiver, context, mentions, isFit);
  }

  /** Whether a type that holds at the place has what a release asks for, where that of the acquiring call does not. */
  #isNarrowed(form: ReleaseForm, mentions: readonly Mention[]): boolean {
    return mentions.some(({ node, path }) => this.isTyped(form, node, path) === true);
  }

  #choose(
    receiver: Receiver,
    context: ReleaseContext,
    mentions: readonly Mention[],
    isFit: (form: ReleaseForm) => boolean,
  ): PlannedRelease | null {
    const form = this.#formsFor(receiver.handle, context.maybeRead).find(
      (one) => !cutsBeginning(one, context) && isFit(one),
    );
    const typed = form && this.#asTyped(form, mentions, context);
    if (!typed) return null;
    const release = releaseOf(typed, receiver, context);
    const written = { form, release, receiver, context, mentions };
    return throughHelper(this.#site, this.#finding, written, (methods) => this.#mayEnd(methods, written)) ?? release;
  }

  /** Whether a helper may end the body by these methods where a release would be written out. */
  #mayEnd(methods: HelperEffect['methods'], { form, release, receiver, context }: WrittenOut): boolean {
    if (isForm(methods, form)) return true;
    const isGuarded = release.guard.some(({ kind }) => kind === 'unread');
    if (context.isBeginning || (context.maybeRead && !isGuarded)) return false;
    if (this.#chosen !== null && methods !== null) return false;
    const table = this.#site.protocol.handles[receiver.handle]?.release;
    const other = table && [table.cancel, table.drain].find((one) => isForm(methods, one));
    if (!other) return this.#heard.size === 0 && !this.#site.isSending;
    return this.#isQuiet(other) && !this.#cutsUpload(other);
  }

  /** Whether a release would end the sending of the request, which goes on by itself. */
  #cutsUpload({ severs }: ReleaseForm): boolean {
    return severs === true && this.#site.isSending && !this.#site.protocol.endsUpload;
  }

  /**
   * A form as the types have it: what gives nothing to wait for is merely called; null where a rejection has to be
   * dropped, and its type has no `catch`.
   */
  #asTyped(form: ReleaseForm, mentions: readonly Mention[], { canAwait, swallow }: ReleaseContext): ReleaseForm | null {
    if (!form.promise) return form;
    const { unit, oracle } = this.#site;
    const names = form.call.map(({ name }) => name);
    const places = mentions.length > 0 ? mentions : [{ node: this.#site.acquire, path: [] }];
    const given = places
      .map(({ node, path }) => oracle.givenBy(unit, node, [...path, ...names]))
      .find((kind) => kind !== null);
    if (given === undefined || given === 'promise') return form;
    if (given === 'plain') return { ...form, promise: false };
    return canAwait && !swallow && !form.waits ? form : null;
  }

  /** Why there is no release for a handle. */
  whyNone(handle: string, context?: ReleaseContext): string {
    if (context && this.#formsFor(handle, context.maybeRead).some((form) => cutsBeginning(form, context)))
      return 'on another path a read is still running there, and the release would interrupt it';
    if (this.#formsFor(handle, false).length > 0) return 'its type there has no method that releases it';
    return 'no release can be written for this client';
  }

  /** The forms that may be written for a handle, best first: those that set nothing else off, where there are any. */
  #formsFor(handle: string, maybeRead: boolean): ReleaseForm[] {
    const ways = [this.#chosen, 'drain' as const, ...(this.#heard.size > 0 ? ['cancel' as const] : [])];
    const forms = [...new Set(ways.map((way) => formFor(this.#finding, handle, way, maybeRead)))].filter(
      (form) => form !== null && !this.#cutsUpload(form),
    ) as ReleaseForm[];
    const quiet = forms.filter((form) => this.#isQuiet(form));
    // A person who knows the listeners can release a body that may be unread; after a read they have already been called.
    return quiet.length > 0 || maybeRead ? quiet : forms;
  }

  /** Whether the release of the whole resource does nothing where that lacks the part which is released. */
  get asksFirst(): boolean {
    const [form] = this.#formsFor(this.#site.protocol.root, false);
    return form?.call.some(({ optional }) => optional) ?? true;
  }

  /** Whether every release that could be written would have listeners of the stream called. */
  get isHeard(): boolean {
    const handles = [
      this.#site.protocol.root,
      ...this.#finding.exits.flatMap(({ holders }) => holders.map(({ handle }) => handle)),
    ];
    return (
      this.#heard.size > 0 &&
      handles.some((handle) => this.#formsFor(handle, false).some((form) => !this.#isQuiet(form)))
    );
  }

  #isQuiet({ emits = [] }: ReleaseForm): boolean {
    return emits.length === 0 || ![null, ...emits].some((event) => this.#heard.has(event));
  }

  get #heard(): ReadonlySet<string | null> {
    return (this.#events ??= new Set(
      this.#site.protocol.resource === 'body'
        ? [...heardBefore(this.#site, this.#finding.exits), ...this.#site.made.heard]
        : [],
    ));
  }

  /** Whether the type of what is acquired has what a release asks it for: that of an injected `fetch` may have less. */
  #isGivenTyped(form: ReleaseForm): boolean {
    const [given] = this.#finding.gives;
    if (!given || given.expression !== '') return true;
    // The type after an `await` or a type assertion counts.
    let node = this.#site.acquire;
    while (node.parent && (node.parent.type === 'AwaitExpression' || isTransparent(node.parent))) node = node.parent;
    return this.isTyped(form, node) !== false;
  }

  /** Whether the types at every exit have a method that releases it, so that whatever else the acquiring call gives does not get there. */
  get isAlwaysTyped(): boolean {
    const [given] = this.#finding.gives;
    const isTyped =
      given !== undefined && this.#isTypedWhole(given.handle, { node: this.#site.acquire, path: pathOf(given) });
    return isTyped || this.#finding.exits.every((exit) => this.#isTypedAt(exit));
  }

  #isTypedAt(exit: Exit): boolean {
    const anchor = anchorOf(this.#site, exit);
    if (!anchor) return false;
    const place: Place =
      anchor.kind === 'end' ? { kind: 'end', block: anchor.node } : { kind: 'before', node: anchor.node };
    return exit.holders.some((holder) => {
      const held = this.#site.held(holder, anchor.kind === 'end' ? firstIn(anchor.node) : anchor.node);
      return held !== null && mentionsAt(held, place).some((mention) => this.#isTypedWhole(holder.handle, mention));
    });
  }

  #isTypedWhole(handle: string, { node, path }: Mention): boolean {
    const [form] = this.#formsFor(handle, false);
    const names = form?.call.map(({ name }) => name) ?? [];
    return form !== undefined && this.#site.oracle.hasProperty(this.#site.unit, node, [...path, ...names]) === true;
  }

  /** Whether the type of a mention has what a form asks it for, as far as types and annotations tell. */
  #isFit({ call, unread }: ReleaseForm, { node, path }: Mention, maybeRead: boolean): boolean {
    const asked = [call.map(({ name }) => name), ...(maybeRead && unread ? [unread] : [])];
    const variable = this.#site.unit.variable(node);
    return asked.every((names) => {
      const whole = [...path, ...names];
      const typed = this.#site.oracle.hasProperty(this.#site.unit, node, whole);
      return (typed ?? (variable && isDeclared(this.#site.unit, variable, whole))) !== false;
    });
  }

  /** Whether the type of a value, or of the property that `path` leads to, has what a release asks it for; null where no type tells. */
  isTyped({ call: [first] }: ReleaseForm, value: TSESTree.Node, path: readonly string[] = []): boolean | null {
    return !first || first.optional
      ? true
      : this.#site.oracle.hasProperty(this.#site.unit, value, [...path, first.name]);
  }
}

/** Whether a release would not see that a read has just begun. */
const cutsBeginning = ({ tellsLate }: ReleaseForm, { maybeRead, isBeginning }: ReleaseContext): boolean =>
  tellsLate === true && maybeRead && isBeginning === true;
