/** Usual names in programs: candidates for the variables that repairs write, best first. Data only. */

export const RESPONSE_NAMES: readonly string[] = ['response', 'res', 'reply'];
export const MESSAGE_NAMES: readonly string[] = ['res', 'response', 'message'];
/** The promise of a response. */
export const PENDING_NAMES: readonly string[] = ['request', 'pending', 'answer'];
/** A Node stream of a body. */
export const STREAM_NAMES: readonly string[] = ['stream', 'source', 'incoming'];
export const AGENT_NAMES: readonly string[] = ['agent', 'dispatcher', 'pool'];
/** The text of a body, another result of a read, and a clone of a response. */
export const TEXT_NAMES: readonly string[] = ['text', 'body', 'raw'];
export const VALUE_NAMES: readonly string[] = ['data', 'body', 'result'];
export const CLONE_NAMES: readonly string[] = ['copy', 'clone'];
