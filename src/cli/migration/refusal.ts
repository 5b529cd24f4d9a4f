/** The reason why nothing is written, as a message for the user. */
export class Refusal extends Error {}
