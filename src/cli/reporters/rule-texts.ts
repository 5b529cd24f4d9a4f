/** What each rule is about, for viewers of reports that show it beside the finding. */
import type { RuleName } from '../../findings/finding.js';

export interface RuleText {
  /** Why it matters. */
  readonly why: string;
  /** What to do, in Markdown. */
  readonly help: string;
}

export const RULE_TEXTS: Readonly<Record<RuleName, RuleText>> = {
  'no-unconsumed-body': {
    why: 'A client returns a response before its body has arrived. The connection belongs to the response until the body is read to the end or cancelled. The pool cannot reuse it, and a pool with a limit stalls.',
    help: 'Read the body to its end, or cancel it, on every path. Most leaks are on the path of an error:\n\n```js\nif (!response.ok) {\n  await response.body?.cancel();\n  throw new Error(`status ${response.status}`);\n}\n```',
  },
  'no-unclosed-agent': {
    why: 'An agent, a pool or an HTTP/2 session keeps its connections open for later requests. If it is made for one call and not closed, its connections stay open after the call.',
    help: 'Make one agent and share it, or close it on every path:\n\n```js\nconst agent = new Agent();\ntry {\n  return await send(agent);\n} finally {\n  await agent.close();\n}\n```',
  },
  'no-premature-close': {
    why: 'Closing an agent waits for its responses; destroying it interrupts them. If a function returns an unread response and closes its agent, the caller cannot read the body.',
    help: 'Read the body before the agent is closed, or return the agent with the response, so that the caller can close it.',
  },
  'no-locked-cancel': {
    why: 'A body with a reader is locked, and `body.cancel()` rejects. Then the body and its connection stay open.',
    help: 'Cancel through the reader that has the lock:\n\n```js\nawait reader.cancel();\n```',
  },
  'no-body-reuse': {
    why: 'A body can be read once. The second read, clone or use as a body throws a `TypeError`.',
    help: 'Read the body once and keep the result, or clone the response before the first read:\n\n```js\nconst text = await response.text();\nconst data = JSON.parse(text);\n```',
  },
  'no-orphaned-body': {
    why: 'When a response of `fetch` is garbage-collected, its body is cancelled, even if code still has the body.',
    help: 'Keep the response as long as its body is used: return or store the response instead of its body.',
  },
};
