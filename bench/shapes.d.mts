/** A generated function: its text of a given size, and whether it is linted under `strict`. */
export interface Shape {
  readonly name: string;
  readonly sizes: readonly [number, number, number];
  readonly textOf: (size: number) => string;
  readonly isStrict?: boolean;
}
export const PLANNED: readonly Shape[];
