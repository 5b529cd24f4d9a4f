export class Desk {
  #count = 0;
  get free(): boolean {
    return this.#count === 0;
  }
  enter(): void {
    this.#count += 1;
  }
}
