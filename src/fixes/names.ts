/** New names: fixes of one file are applied together, so none may use a name that another one has taken. */
import type { TSESTree } from '@typescript-eslint/utils';
import { enclosingFunction } from '../syntax/nodes.js';
import type { Unit } from '../syntax/unit.js';

export class Names {
  readonly #unit: Unit;
  readonly #given = new Map<string, string>();
  readonly #taken = new Map<TSESTree.Node, Set<string>>();

  constructor(unit: Unit) {
    this.#unit = unit;
  }

  /**
   * A name that nothing in the function around `at` has.
   *
   * @param purpose who asks; the same one gets the same name again
   * @param candidates names to try, best first; then the same with numbers
   */
  fresh(purpose: string, candidates: readonly string[], at: TSESTree.Node): string {
    const known = this.#given.get(purpose);
    if (known !== undefined) return known;
    const taken = this.#takenAround(at);
    for (let round = 1; ; round += 1) {
      const name = candidates.map((candidate) => (round === 1 ? candidate : `${candidate}${round}`)).find((one) => !taken.has(one));
      if (name === undefined) continue;
      taken.add(name);
      this.#given.set(purpose, name);
      return name;
    }
  }

  #takenAround(at: TSESTree.Node): Set<string> {
    const around = enclosingFunction(at) ?? this.#unit.ast;
    let taken = this.#taken.get(around);
    if (!taken) this.#taken.set(around, (taken = new Set(this.#unit.text.slice(...around.range).match(/[\w$]+/g))));
    return taken;
  }
}
