/** Safe access to objects of the program, which may be anything: a getter that throws, an object that has no string form. */
import { textWithoutSecrets } from './url.js';

/** The result of `ask`, or `otherwise` if it throws. */
export function orElse<Answer>(ask: () => Answer, otherwise: Answer): Answer {
  try {
    return ask();
  } catch {
    return otherwise;
  }
}

/** The message of anything that was thrown. */
export function wordsOf(reason: unknown): string {
  return orElse(
    () => textWithoutSecrets(reason instanceof Error ? reason.message : String(reason)),
    'an error without a message',
  );
}
