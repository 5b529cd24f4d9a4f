let taken = 0;

export const isFree = (): boolean => taken === 0;

export function take(): void {
  taken += 1;
}

export function reset(): void {
  taken = 0;
}
