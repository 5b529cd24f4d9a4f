/** jscodeshift transform: consumes or cancels every response body that leaks, and reads once what is read twice. */
import { transformFor } from './transform.js';

export default transformFor(['no-unconsumed-body', 'no-locked-cancel', 'no-body-reuse']);
