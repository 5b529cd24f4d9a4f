/** jscodeshift transform: closes agents that are never closed, and fixes closes that run before the responses are read. */
import { transformFor } from './transform.js';

export default transformFor(['no-unclosed-agent', 'no-premature-close']);
