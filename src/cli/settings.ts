/** `settings['http-leak']` for the command: taken from the ESLint configuration that applies to a file, where that speaks of this plugin. */
import { ESLint } from 'eslint';
import { readFile } from 'node:fs/promises';
import { parseSettings } from '../protocols/settings.js';
import { reason } from './discover.js';

/** What a file's configuration says under `http-leak`, unread; undefined where it says nothing. */
export type SettingsReader = (file: string) => Promise<unknown>;

/**
 * A configuration is code, so it is loaded only if its text mentions `http-leak`.
 *
 * @param onProblem told once of each configuration that cannot be used, with the reason.
 */
export function createSettingsReader(cwd: string, onProblem: (message: string, config: string) => void): SettingsReader {
  const eslint = new ESLint({ cwd });
  const readable = new Map<string, Promise<boolean>>();
  const told = new Set<string>();
  const tell = (config: string, message: string): void => {
    if (!told.has(`${config} ${message}`)) onProblem(message, config);
    told.add(`${config} ${message}`);
  };
  return async (file) => {
    const config = await eslint.findConfigFile(file);
    if (config === undefined) return undefined;
    if (!readable.has(config)) readable.set(config, readFile(config, 'utf8').then((text) => text.includes('http-leak'), () => false));
    if (!(await readable.get(config))) return undefined;
    try {
      const { settings } = ((await eslint.calculateConfigForFile(file)) ?? {}) as { settings?: Record<string, unknown> };
      parseSettings(settings?.['http-leak']);
      return settings?.['http-leak'];
    } catch (error) {
      tell(config, `the settings of http-leak are ignored: ${reason(error).split('\n', 1)[0]!}`);
      return undefined;
    }
  };
}
