/**
 * Vitest: `plugins: [httpLeak()]` in the configuration checks each test, and prints the summary.
 *
 * The configuration is loaded in the first process, and the set-up file that it names in each worker.
 */
import { fileURLToPath } from 'node:url';
import type { VerifyOptions } from './leaks.js';
import { beginRun } from './run.js';

/** What this is of a plugin of Vite, of which no types are needed. */
export interface VitestPlugin {
  readonly name: string;
  config(): { readonly test: { readonly setupFiles: string[]; readonly provide: Record<string, unknown> } };
}

/**
 * @param options of each verification. They are sent to the workers, so they can hold texts and regular expressions, and no functions
 */
export default function httpLeak(options: VerifyOptions = {}): VitestPlugin {
  return {
    name: 'http-leak',
    config: () => {
      beginRun();
      return {
        test: {
          setupFiles: [fileURLToPath(new URL('vitest-setup.js', import.meta.url))],
          provide: { 'http-leak': options },
        },
      };
    },
  };
}
