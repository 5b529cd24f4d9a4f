/** Answers the questions of the playground in a worker, so that typing stays smooth. */
import { answer, type Parse } from './answer.js';
import type { Answer, Question } from './protocol.js';

/** @param parserFor how the code of a question is parsed */
export function serve(parserFor: (question: Question) => Parse | Promise<Parse>): void {
  const reply = async (question: Question): Promise<Answer> => {
    try {
      return answer(question, await parserFor(question));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { id: question.id, findings: [], givenUp: [], isTyped: false, explanation: null, problem: { message } };
    }
  };
  addEventListener(
    'message',
    ({ data }: MessageEvent<Question>) => void reply(data).then((value) => postMessage(value)),
  );
}
