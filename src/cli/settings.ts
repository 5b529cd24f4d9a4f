/**
 * The settings that apply to a file. They are data: no code of the scanned folder is executed for them, unless the user requests the
 * settings of an ESLint configuration.
 */
import path from 'node:path';
import { parseSettings, type SettingsPlace } from '../protocols/settings.js';
import { configuredSettings, type Told } from './eslint-config/ask.js';
import { NotAFile, reason, textIfThere, whyUnreadable } from './files.js';
import type { Problem } from './result.js';
import { isOutermost } from './upwards.js';

/** The source of settings: data files, the nearest ESLint configuration of each file, or a given one. */
export type SettingsSource = 'data' | 'eslint' | { readonly config: string };

/** The valid settings of a file as plain data; undefined if there are none. */
export type SettingsReader = (file: string) => Promise<unknown>;

const SETTINGS_FILE = 'http-leak.config.json';
const MANIFEST = 'package.json';
const KEY = 'http-leak';

/**
 * @param files all files whose settings will be read.
 * @param onProblem called once for each configuration that cannot be used.
 */
export function createSettingsReader(
  source: SettingsSource,
  files: readonly string[],
  cwd: string,
  onProblem: (problem: Problem) => void,
): SettingsReader {
  if (source === 'data') {
    const reader = new DataReader(cwd, onProblem);
    return (file) => reader.settingsFor(path.dirname(file));
  }
  const config = source === 'eslint' ? undefined : path.resolve(cwd, source.config);
  let settings: Promise<ReadonlyMap<string, unknown>> | undefined;
  const tell: Told = (place, message) => onProblem({ kind: 'settings', file: place, message });
  return async (file) => (await (settings ??= configuredSettings({ files, config, cwd }, tell))).get(file);
}

class DataReader {
  readonly #cwd: string;
  readonly #onProblem: (problem: Problem) => void;
  readonly #known = new Map<string, Promise<unknown>>();

  constructor(cwd: string, onProblem: (problem: Problem) => void) {
    this.#cwd = cwd;
    this.#onProblem = onProblem;
  }

  /** The settings of the nearest folder upwards that has any, up to the root of the repository. */
  settingsFor(folder: string): Promise<unknown> {
    let settings = this.#known.get(folder);
    if (!settings) this.#known.set(folder, (settings = this.#read(folder)));
    return settings;
  }

  async #read(folder: string): Promise<unknown> {
    const own =
      (await this.#settingsFile(path.join(folder, SETTINGS_FILE))) ??
      (await this.#manifest(path.join(folder, MANIFEST)));
    if (own) return own.settings;
    return isOutermost(folder, this.#cwd) ? undefined : this.settingsFor(path.dirname(folder));
  }

  /** Undefined if there is no such file. */
  async #settingsFile(file: string): Promise<{ settings: unknown } | undefined> {
    return this.#attempt(file, 'settings', async () => {
      const text = await textIfThere(file);
      if (text === undefined) return undefined;
      const value: unknown = JSON.parse(text);
      return { settings: valid(withoutSchema(value), { whole: 'the file', prefix: '' }) };
    });
  }

  /** Undefined if there is no such file, or it has no settings. */
  async #manifest(file: string): Promise<{ settings: unknown } | undefined> {
    return this.#attempt(file, 'config', async () => {
      const text = await textIfThere(file);
      // Invalid manifests are common in test data.
      if (text?.includes(`"${KEY}"`) !== true) return undefined;
      const value = (JSON.parse(text) as Readonly<Record<string, unknown>> | null)?.[KEY];
      return value === undefined ? undefined : { settings: valid(value, { whole: KEY, prefix: `${KEY}.` }) };
    });
  }

  /** Unreadable or invalid settings count as none; settings further up are not used instead. */
  async #attempt<T extends { settings: unknown }>(
    file: string,
    ifNoFile: Problem['kind'],
    read: () => Promise<T | undefined>,
  ): Promise<T | { settings: undefined } | undefined> {
    try {
      return await read();
    } catch (error) {
      const isFile = !(error instanceof NotAFile);
      const why =
        (error as { code?: unknown }).code === undefined ? reason(error) : whyUnreadable(error, file, this.#cwd);
      this.#onProblem({
        kind: isFile ? 'settings' : ifNoFile,
        file,
        message: `the settings in this file are ignored: ${error instanceof SyntaxError ? `not valid JSON: ${why}` : why}`,
      });
      return isFile ? { settings: undefined } : undefined;
    }
  }
}

/** @throws InvalidSettings */
function valid(settings: unknown, place: SettingsPlace): unknown {
  parseSettings(settings, place);
  return settings;
}

function withoutSchema(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const { $schema, ...settings } = value as Readonly<Record<string, unknown>>;
  return typeof $schema === 'string' ? settings : value;
}
