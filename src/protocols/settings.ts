/**
 * The declarations of users in `settings['http-leak']`: their own clients that return a response or an agent, and helpers that
 * end the duty or only look. Validated here; matched by the oracle. The specifiers are those of typescript-eslint.
 */
import { protocols, type Protocol } from './index.js';

export type Specifier =
  | { readonly from: 'package'; readonly package: string; readonly name: string }
  | { readonly from: 'file'; readonly name: string; readonly path?: string }
  | { readonly from: 'lib'; readonly name: string };

/** A function that returns a resource of a protocol in the tables. */
export interface ClientSetting {
  readonly callee: Specifier;
  readonly protocol: Protocol;
  readonly gives: 'value' | 'promise';
}

/** A function that gets a resource. */
export interface HelperSetting {
  readonly callee: Specifier;
  readonly effect: 'consumes' | 'borrows' | 'takes';
}

export interface Settings {
  readonly clients: readonly ClientSetting[];
  readonly helpers: readonly HelperSetting[];
}

export const NO_SETTINGS: Settings = { clients: [], helpers: [] };

const keys = new WeakMap<Settings, string>();

/** The same for equal settings. */
export function settingsKey(settings: Settings): string {
  let key = keys.get(settings);
  if (key === undefined)
    keys.set(
      settings,
      (key = JSON.stringify(settings, (name, value: unknown) =>
        name === 'protocol' ? (value as Protocol).id : value,
      )),
    );
  return key;
}

/** Thrown with a message that names the wrong entry and what is allowed there. */
export class InvalidSettings extends Error {
  override readonly name = 'InvalidSettings';
}

export const EFFECTS = ['consumes', 'borrows', 'takes'] as const;
/** The first one is the default. */
export const GIVES = ['promise', 'value'] as const;

/** The ways to name a function, each with the keys it needs and those it may have. */
export const SPECIFIERS = {
  package: { needed: ['name', 'package'], optional: [] },
  file: { needed: ['name'], optional: ['path'] },
  lib: { needed: ['name'], optional: [] },
} as const satisfies Record<
  Specifier['from'],
  { readonly needed: readonly string[]; readonly optional: readonly string[] }
>;

/** The place of settings, for messages. */
export interface SettingsPlace {
  /** The name of the settings as a whole. */
  readonly whole: string;
  /** The prefix of `clients` and `helpers`. */
  readonly prefix: string;
}

const IN_ESLINT: SettingsPlace = { whole: "settings['http-leak']", prefix: '' };

/**
 * Reads settings: by default those of an ESLint configuration, `settings['http-leak']`.
 *
 * @throws InvalidSettings for entries without an effect: unknown keys, protocols, effects, specifiers.
 */
export function parseSettings(value: unknown, { whole, prefix }: SettingsPlace = IN_ESLINT): Settings {
  if (value === undefined) return NO_SETTINGS;
  const settings = record(value, whole);
  only(settings, ['clients', 'helpers'], whole);
  return {
    clients: list(settings['clients'], `${prefix}clients`).map((entry, index) => {
      const where = `${prefix}clients[${index}]`;
      const { protocol, gives = GIVES[0], ...callee } = record(entry, where);
      const table = protocols.find(({ id }) => id === protocol);
      if (!table)
        throw new InvalidSettings(
          `${where}.protocol must be one of ${protocols.map(({ id }) => id).join(', ')}; got ${JSON.stringify(protocol)}`,
        );
      return { callee: specifier(callee, where), protocol: table, gives: oneOf(gives, GIVES, `${where}.gives`) };
    }),
    helpers: list(settings['helpers'], `${prefix}helpers`).map((entry, index) => {
      const where = `${prefix}helpers[${index}]`;
      const { effect, ...callee } = record(entry, where);
      return { callee: specifier(callee, where), effect: oneOf(effect, EFFECTS, `${where}.effect`) };
    }),
  };
}

function specifier(entry: Record<string, unknown>, where: string): Specifier {
  const from = oneOf(entry['from'], Object.keys(SPECIFIERS) as Specifier['from'][], `${where}.from`);
  const { needed, optional } = SPECIFIERS[from];
  const texts = [...needed, ...optional.filter((key) => entry[key] !== undefined)].map((key) => [
    key,
    text(entry[key], `${where}.${key}`),
  ]);
  only(entry, ['from', ...needed, ...optional], where);
  return { from, ...Object.fromEntries(texts) } as Specifier;
}

function record(value: unknown, where: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new InvalidSettings(`${where} must be an object; got ${JSON.stringify(value)}`);
  return value as Record<string, unknown>;
}

function list(value: unknown, where: string): readonly unknown[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new InvalidSettings(`${where} must be an array; got ${JSON.stringify(value)}`);
  return value;
}

function text(value: unknown, where: string): string {
  if (typeof value !== 'string' || value === '')
    throw new InvalidSettings(`${where} must be a string; got ${JSON.stringify(value)}`);
  return value;
}

function oneOf<T extends string>(value: unknown, allowed: readonly T[], where: string): T {
  if (!allowed.includes(value as T))
    throw new InvalidSettings(`${where} must be one of ${allowed.join(', ')}; got ${JSON.stringify(value)}`);
  return value as T;
}

function only(entry: Record<string, unknown>, keys: readonly string[], where: string): void {
  const unknown = Object.keys(entry).find((key) => !keys.includes(key));
  if (unknown !== undefined)
    throw new InvalidSettings(`${where} has no key ${JSON.stringify(unknown)}; it has ${keys.join(', ')}`);
}
