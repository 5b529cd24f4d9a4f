/** One edit of a source. */
export interface Mutant {
  readonly file: string;
  readonly operator: string;
  /** 1-based, of the start. */
  readonly line: number;
  readonly column: number;
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  /** Start and end of an expression that is evaluated whenever the place is reached. */
  readonly probe: readonly [number, number];
}
export function mutantsOf(text: string, file: string): Mutant[];
export function apply(text: string, mutant: Pick<Mutant, 'start' | 'end' | 'replacement'>): string;
export function withProbes(
  text: string,
  places: readonly { readonly id: number; readonly probe: readonly [number, number] }[],
): string;
