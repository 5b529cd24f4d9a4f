/** Why nothing is written, for the user to read. */
export class Refusal extends Error {}
