/** The plan for a finding, as hosts get it, and how it is chosen from the plans of the strategies and the checks of their repairs. */
import type { Finding } from '../findings/finding.js';
import { best, isGood, type Candidate } from './candidates.js';
import type { Repair } from './certify.js';
import type { Edit } from './text/edits.js';

export interface FixPlan {
  /**
   * `safe`: behaviour is kept on every path in sight, and the repaired file was analysed. `review`: a person has to check `reason`.
   * `none`: nothing is written.
   */
  readonly verdict: Verdict;
  /** What to check, or why there is no fix; empty for a safe plan. */
  readonly reason: string;
  /** Sorted, apart, all in the file of the finding. */
  readonly edits: readonly Edit[];
  /** What the edits do, as an editor shows it. */
  readonly title: string;
  /** The strategies that were asked, in this order, and what each said; the one that was chosen has `isChosen`. */
  readonly considered: readonly Considered[];
}

export type Verdict = 'safe' | 'review' | 'none';

/** One strategy that was asked. */
export interface Considered {
  readonly strategy: string;
  readonly verdict: Verdict;
  /** What would have to be checked, or why it refused; empty for a safe plan. */
  readonly reason: string;
  readonly isChosen: boolean;
}

export const none = (reason: string): FixPlan => ({ verdict: 'none', reason, edits: [], title: '', considered: [] });

/** Above this number of checks for one finding, there is no plan. */
const MAX_CHECKS = 3;

/** A plan in the making: the plans of the strategies are checked one after the other until one holds. */
export class Draft {
  readonly finding: Finding;
  #ranks: Iterator<readonly Candidate[]>;
  /** What a person has to check whatever is written; asked where there is a safe plan. */
  readonly #reservation: () => string | null;
  #again: (() => Iterator<readonly Candidate[]>) | null;
  readonly #asked: Candidate[] = [];
  readonly #objections = new Map<Candidate, string | null>();

  /**
   * @param ranks what the strategies plan, rank by rank
   * @param again the same without calls of helpers, for where a repair that calls one does not hold
   */
  constructor(
    finding: Finding,
    ranks: Iterator<readonly Candidate[]>,
    reservation: () => string | null,
    again: (() => Iterator<readonly Candidate[]>) | null,
  ) {
    this.finding = finding;
    this.#ranks = ranks;
    this.#again = again;
    this.#reservation = reservation;
  }

  /** The repair to check next; null where one holds, or no other one is open a check. */
  proposal(): Repair | null {
    if (this.#objections.size >= MAX_CHECKS || this.#holding()) return null;
    const candidate = this.#next();
    return candidate && { finding: this.finding, edits: candidate.edits, left: candidate.left };
  }

  /** Takes what the check of the proposal has said. */
  answer(objection: string | null): void {
    const candidate = this.#next();
    if (!candidate) return;
    this.#objections.set(candidate, objection);
    if (objection === null || !this.#again) return;
    this.#ranks = this.#again();
    this.#again = null;
    this.#asked.length = 0;
    this.#objections.clear();
  }

  plan(): FixPlan {
    const chosen = this.#holding();
    const refused = [...this.#objections.keys()][0] ?? best(this.#asked);
    const considered = this.#asked.map((one) => ({
      strategy: one.strategy.name,
      ...this.#saidOf(one),
      isChosen: one === chosen,
    }));
    if (!chosen) {
      const reason = refused ? this.#saidOf(refused).reason : 'no release can be written there';
      return { ...none(reason), considered };
    }
    const said = this.#saidOf(chosen);
    const reservation = said.verdict === 'safe' ? this.#reservation() : null;
    return {
      verdict: reservation === null ? said.verdict : 'review',
      reason: reservation ?? said.reason,
      edits: chosen.edits,
      title: chosen.strategy.title,
      considered,
    };
  }

  /** The best candidate that has not been checked. */
  #next(): Candidate | null {
    for (;;) {
      const open = this.#asked.filter((one) => one.verdict !== 'none' && !this.#objections.has(one));
      if (open.some((one) => isGood(one))) return best(open);
      const rank = this.#ranks.next();
      if (rank.done === true) return best(open);
      this.#asked.push(...rank.value);
    }
  }

  #holding(): Candidate | null {
    return [...this.#objections.keys()].find((one) => this.#objections.get(one) === null) ?? null;
  }

  #saidOf(candidate: Candidate): Pick<FixPlan, 'verdict' | 'reason'> {
    const objection = this.#objections.get(candidate);
    if (typeof objection === 'string') return { verdict: 'none', reason: objection };
    return { verdict: candidate.verdict, reason: candidate.reason };
  }
}
