/** The texts to check where `JSON.parse` replaces a parse by the client. */

export const OWN_ERROR =
  'A malformed text now throws the `SyntaxError` of `JSON.parse`: check that no code relies on the error of the client.';

export const STANDS_IN = 'The file replaces `fetch`: check that the replacement returns responses with a `text()`.';

export const FOREIGN =
  'Other code may call the function with a different object: check that the object has a `text()`.';

/** @param option by which users of the client put a function of their own in the place of `JSON.parse` */
export const parserCheck = (option: string): string =>
  `\`JSON.parse\` now parses the text: check that the client does not set \`${option}\`.`;
