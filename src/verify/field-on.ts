/** A private field on a foreign object. */
export interface FieldOn<Owner extends object, Value> {
  get(owner: Owner): Value | undefined;
  set(owner: Owner, value: Value): void;
}

/** If a constructor returns an object, the private fields of the subclass are added to that object. */
class Given {
  constructor(object: object) {
    return object;
  }
}

/**
 * A private field on foreign objects: like a `WeakMap`, and as invisible, but much cheaper with an entry for every request. V8
 * looks up the hash of a key for each access; and in a map of the old generation, a value that refers to its key stays until the
 * next full garbage collection.
 */
export function fieldOn<Owner extends object, Value>(): FieldOn<Owner, Value> {
  return class Field extends Given {
    #value: Value;

    constructor(owner: object, value: Value) {
      super(owner);
      this.#value = value;
    }

    static get(owner: object): Value | undefined {
      return #value in owner ? owner.#value : undefined;
    }

    static set(owner: object, value: Value): void {
      if (#value in owner) owner.#value = value;
      else new Field(owner, value);
    }
  };
}
