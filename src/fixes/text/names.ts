/** New names: fixes of one file are applied together, so none may use a name that another one has taken. */
import type { TSESTree } from '@typescript-eslint/utils';
import { descendantsOf, enclosingFunction } from '../../syntax/nodes.js';
import type { Tokens } from '../../syntax/tokens.js';
import type { Unit } from '../../syntax/unit.js';

export class Names {
  readonly #unit: Unit;
  readonly #tokens: Tokens;
  readonly #helpers: { readonly names: ReadonlySet<string> };
  readonly #given = new Map<string, string>();
  readonly #taken = new Map<TSESTree.Node, Set<string>>();
  readonly #inside = new Map<TSESTree.Node, Set<string>>();

  /** @param helpers the functions that fixes of the file call */
  constructor(unit: Unit, tokens: Tokens, helpers: { readonly names: ReadonlySet<string> }) {
    this.#helpers = helpers;
    this.#unit = unit;
    this.#tokens = tokens;
  }

  /**
   * A name that nothing in the function around `at` has.
   *
   * @param purpose who asks; the same one gets the same name again
   * @param candidates names to try, best first; then the same with numbers
   */
  fresh(purpose: string, candidates: readonly string[], at: TSESTree.Node): string {
    const taken = this.#takenAround(at);
    const inside = this.#insideOf(at);
    const name = this.#choose(purpose, candidates, (one) => taken.has(one) || inside.has(one));
    taken.add(name);
    return name;
  }

  /** The same for a parameter that is only seen by what is written with it: two of them may have one name. */
  parameter(purpose: string, candidates: readonly string[], at: TSESTree.Node): string {
    const taken = this.#takenAround(at);
    const name = this.#choose(purpose, candidates, (one) => taken.has(one));
    this.#insideOf(at).add(name);
    return name;
  }

  #choose(purpose: string, candidates: readonly string[], isTaken: (name: string) => boolean): string {
    const known = this.#given.get(purpose);
    if (known !== undefined) return known;
    for (let round = 1; ; round += 1) {
      const name = candidates
        .map((candidate) => (round === 1 ? candidate : `${candidate}${round}`))
        .find((one) => !isTaken(one) && !this.#helpers.names.has(one));
      if (name === undefined) continue;
      this.#given.set(purpose, name);
      return name;
    }
  }

  #takenAround(at: TSESTree.Node): Set<string> {
    const around = this.#around(at);
    let taken = this.#taken.get(around);
    if (!taken) this.#taken.set(around, (taken = this.#tokens.namesWithin(around.range, this.#keysIn(around))));
    return taken;
  }

  /** Where the keys of objects and patterns begin: `{ body: text }` has no variable of that name. */
  #keysIn(around: TSESTree.Node): ReadonlySet<number> {
    const properties = descendantsOf(around, this.#unit.visitorKeys).filter((node) => node.type === 'Property');
    return new Set(properties.flatMap(({ computed, shorthand, key }) => (computed || shorthand ? [] : [key.range[0]])));
  }

  #insideOf(at: TSESTree.Node): Set<string> {
    const around = this.#around(at);
    let inside = this.#inside.get(around);
    if (!inside) this.#inside.set(around, (inside = new Set()));
    return inside;
  }

  #around(at: TSESTree.Node): TSESTree.Node {
    return enclosingFunction(at) ?? this.#unit.ast;
  }
}
