/** What is watched belongs to the program, which may have put anything there: a getter that throws, an object without a text. */
import { textWithoutSecrets } from './url.js';

/** What the question answers, or what stands for the answer where asking throws. */
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
