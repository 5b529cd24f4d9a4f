/** `safe` applies fixes that keep behaviour on every analysed path; `review` also fixes that a person has to check. */
export const STRATEGIES = ['safe', 'review'] as const;
export type Strategy = (typeof STRATEGIES)[number];
