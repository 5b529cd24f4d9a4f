/** The engine without types. */
import { parseFile } from '../../src/types/parse-file.js';
import { serve } from './serve.js';

serve(() => parseFile);
