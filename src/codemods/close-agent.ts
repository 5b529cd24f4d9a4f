/** jscodeshift transform: closes agents that nobody closes, and closes none before its responses are read. */
import { transformFor } from './transform.js';

export default transformFor(['no-unclosed-agent', 'no-premature-close']);
