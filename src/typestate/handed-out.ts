/**
 * The resources of one function that leave it in values its callers can see: those that they have to end, and those
 * that have been read.
 */
import type { CfgRoot } from '../cfg/index.js';
import type { Slot, Unit } from '../syntax/unit.js';
import type { EscapeRoute, Spent } from './context.js';
import { HandoutConditions, type HandoutCondition } from './handout-conditions.js';
import { carries, refKey, type Ref } from './refs.js';
import { dutyKey, isTemporary, type AcquireSite, type Numbering, type State } from './state.js';
import type { StatusSet } from './statuses.js';

/** A resource of this function that leaves it in a value its callers can see. */
export interface Handed {
  readonly site: AcquireSite;
  readonly by: EscapeRoute;
  readonly value: Ref;
  readonly status: StatusSet;
  /** What can end it from outside, by where this function has it. */
  readonly cancellationSources: readonly { readonly slot: Slot; readonly handle: string }[];
  /** What a caller has to have passed to be handed it; null where that does not matter. */
  readonly terms: readonly HandoutCondition[] | null;
  /** It has been read, so that nothing is left to end. */
  readonly spent?: Spent;
}

export class HandedOut {
  readonly #number: Numbering;
  readonly #terms: HandoutConditions;
  readonly #given = new Map<string, Handed>();
  readonly #spent = new Map<string, { readonly handed: Handed; readonly states: State[] }>();

  constructor(unit: Unit, root: CfgRoot, number: Numbering) {
    this.#number = number;
    this.#terms = new HandoutConditions(unit, root);
  }

  /** A path hands out what it follows. */
  add(state: State, by: EscapeRoute, value: Ref): void {
    this.#terms.handed(state);
    const key = this.#keyOf(state, by, value);
    const status = (this.#given.get(key)?.status ?? 0n) | state.duty.status;
    const cancellationSources = cancellationSourcesIn(state);
    this.#given.set(key, { site: state.site!, by, value, status, cancellationSources, terms: null });
  }

  /** A path does so after it has read it. */
  addSpent(state: State, by: EscapeRoute, value: Ref): void {
    const { phase, lock, touched } = state.duty;
    const key = `${this.#keyOf(state, by, value)} ${dutyKey(state.duty, this.#number)}`;
    const known = this.#spent.get(key);
    const handed: Handed = {
      site: state.site!,
      by,
      value,
      status: (known?.handed.status ?? 0n) | state.duty.status,
      cancellationSources: [],
      terms: null,
      spent: { phase, lock, touched },
    };
    this.#spent.set(key, { handed, states: [...(known?.states ?? []), state] });
  }

  /** A path reads it, or releases it. */
  settled(state: State): void {
    this.#terms.settled(state);
  }

  /** Asked when the run is over. */
  given(): readonly Handed[] {
    return [...this.#given.values()].map((handed) => ({ ...handed, terms: this.#terms.of(handed.site) }));
  }

  /** Asked when the run is over. */
  spent(): readonly Handed[] {
    return [...this.#spent.values()].map(({ handed, states }) => ({ ...handed, terms: this.#terms.ofSpent(states) }));
  }

  #keyOf({ site }: State, by: EscapeRoute, value: Ref): string {
    return `${site!.id} ${typeof by === 'string' ? by : this.#number.of(by)} ${refKey(value)}`;
  }
}

/** The cancellationSources that the state's variables hold. */
function cancellationSourcesIn(state: State): Handed['cancellationSources'] {
  return [...state.refs].flatMap(([holder, ref]) =>
    isTemporary(holder) || ref.kind !== 'handle' || carries(ref) ? [] : [{ slot: holder, handle: ref.handle }],
  );
}
