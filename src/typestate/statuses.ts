/** Sets of HTTP status codes, as bit masks over 100 to 599: what a path knows about the status of the response. */

export type StatusSet = bigint;

const LOW = 100;
const HIGH = 599;

export const NO_STATUS: StatusSet = 0n;

/** The codes from `from` to `to`, both included, cut to 100–599. */
export function statusRange(from: number, to: number): StatusSet {
  const low = Math.max(LOW, Math.ceil(from));
  const high = Math.min(HIGH, Math.floor(to));
  return low > high ? NO_STATUS : ((1n << BigInt(high - low + 1)) - 1n) << BigInt(low - LOW);
}

export const ANY_STATUS: StatusSet = statusRange(LOW, HIGH);
/** What an answer that ends a request can have: those below only announce it, and no client hands them out. */
export const FINAL_STATUS: StatusSet = statusRange(200, HIGH);
/** What `Response.ok` means (Fetch standard, "ok status"). */
export const OK_STATUS: StatusSet = statusRange(200, 299);

export const statusesOf = (codes: readonly number[]): StatusSet =>
  codes.reduce((set, code) => set | statusRange(code, code), NO_STATUS);
export const complement = (set: StatusSet): StatusSet => ANY_STATUS & ~set;

/** The codes for which `Math.floor(status / scale) OPERATOR value` holds; null for an operator that compares nothing. */
export function statusesWhere(operator: string, value: number, scale = 1): StatusSet | null {
  const least = Math.ceil(value) * scale;
  const above = (Math.floor(value) + 1) * scale;
  switch (operator) {
    case '==':
    case '===':
      return statusRange(least, above - 1);
    case '!=':
    case '!==':
      return complement(statusRange(least, above - 1));
    case '<':
      return statusRange(LOW, least - 1);
    case '<=':
      return statusRange(LOW, above - 1);
    case '>':
      return statusRange(above, HIGH);
    case '>=':
      return statusRange(least, HIGH);
    default:
      return null;
  }
}

/** The codes of a set as a person writes them: `200-299, 304`. */
export function rangesOf(set: StatusSet): string {
  const ranges: string[] = [];
  for (let code = LOW; code <= HIGH; code++) {
    if ((set & statusRange(code, code)) === NO_STATUS) continue;
    const from = code;
    while (code < HIGH && (set & statusRange(code + 1, code + 1)) !== NO_STATUS) code++;
    ranges.push(from === code ? `${from}` : `${from}-${code}`);
  }
  return ranges.join(', ');
}
