/** What a generated piece of code can speak of at a place, and the numbers that make each of its events tell apart. */

/** One of a list, by a number that shrinks towards the first. */
export const pick = (list, index) => list[index % list.length];

export class Scope {
  /** @param program `{ count, helpers }`, shared by all scopes of one program */
  constructor(program, { responses = [], labels = [], controls = [], isLoop = false, isHeard = true } = {}) {
    this.program = program;
    this.responses = [...responses];
    this.labels = [...labels];
    this.controls = [...controls];
    /** Whether `break` and `continue` have a loop here. */
    this.isLoop = isLoop;
    /** Whether the returned value is used. */
    this.isHeard = isHeard;
  }

  /** The same names in a block of its own. */
  inner(more = {}) {
    return new Scope(this.program, { ...this, ...more });
  }

  /** The same names in a function of its own, which no loop of ours goes round. */
  closure(more = {}) {
    return this.inner({ labels: [], isLoop: false, ...more });
  }

  next() {
    this.program.count += 1;
    return this.program.count;
  }

  declare(response) {
    this.responses.push(response);
    return response;
  }

  /** One of the responses that are in sight, or undefined. */
  response(index, clients) {
    const fitting = this.responses.filter(({ client }) => !clients || clients.includes(client));
    // The latest comes first, so that what shrinks speaks of what is near.
    return fitting.length === 0 ? undefined : pick(fitting.toReversed(), index);
  }
}
