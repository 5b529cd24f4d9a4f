/** jscodeshift transform: consumes or cancels every response body that leaks. */
import { transformFor } from './transform.js';

export default transformFor(['no-unconsumed-body', 'no-locked-cancel']);
