/**
 * What users declare in `settings['http-leak']`: clients of their own that hand out a response or an agent, and helpers
 * that end the duty or merely look. Validated here; matched by the oracle. The specifiers are those of typescript-eslint.
 */
import { protocols, type Protocol } from './index.js';

export type Specifier =
  | { readonly from: 'package'; readonly package: string; readonly name: string }
  | { readonly from: 'file'; readonly name: string; readonly path?: string }
  | { readonly from: 'lib'; readonly name: string };

/** A function that hands out a resource of a protocol in the tables. */
export interface ClientSetting {
  readonly callee: Specifier;
  readonly protocol: Protocol;
  readonly gives: 'value' | 'promise';
}

/** A function that is given a resource. */
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

/** Equal for settings that say the same. */
export function settingsKey(settings: Settings): string {
  let key = keys.get(settings);
  if (key === undefined) keys.set(settings, (key = JSON.stringify(settings, (name, value: unknown) => (name === 'protocol' ? (value as Protocol).id : value))));
  return key;
}

/** Thrown with a message that names the wrong entry and what is allowed there. */
export class InvalidSettings extends Error {
  override readonly name = 'InvalidSettings';
}

export const EFFECTS = ['consumes', 'borrows', 'takes'] as const;
const GIVES = ['promise', 'value'] as const;

/**
 * Reads `settings['http-leak']`.
 *
 * @throws InvalidSettings for anything that would silently do nothing: unknown keys, protocols, effects, specifiers.
 */
export function parseSettings(value: unknown): Settings {
  if (value === undefined) return NO_SETTINGS;
  const settings = record(value, "settings['http-leak']");
  only(settings, ['clients', 'helpers'], "settings['http-leak']");
  return {
    clients: list(settings['clients'], 'clients').map((entry, index) => {
      const where = `clients[${index}]`;
      const { protocol, gives = 'promise', ...callee } = record(entry, where);
      const table = protocols.find(({ id }) => id === protocol);
      if (!table) throw new InvalidSettings(`${where}.protocol must be one of ${protocols.map(({ id }) => id).join(', ')}; got ${JSON.stringify(protocol)}`);
      return { callee: specifier(callee, where), protocol: table, gives: oneOf(gives, GIVES, `${where}.gives`) };
    }),
    helpers: list(settings['helpers'], 'helpers').map((entry, index) => {
      const where = `helpers[${index}]`;
      const { effect, ...callee } = record(entry, where);
      return { callee: specifier(callee, where), effect: oneOf(effect, EFFECTS, `${where}.effect`) };
    }),
  };
}

function specifier(entry: Record<string, unknown>, where: string): Specifier {
  const from = oneOf(entry['from'], ['package', 'file', 'lib'] as const, `${where}.from`);
  const name = text(entry['name'], `${where}.name`);
  switch (from) {
    case 'package':
      only(entry, ['from', 'name', 'package'], where);
      return { from, name, package: text(entry['package'], `${where}.package`) };
    case 'file':
      only(entry, ['from', 'name', 'path'], where);
      return entry['path'] === undefined ? { from, name } : { from, name, path: text(entry['path'], `${where}.path`) };
    case 'lib':
      only(entry, ['from', 'name'], where);
      return { from, name };
  }
}

function record(value: unknown, where: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new InvalidSettings(`${where} must be an object; got ${JSON.stringify(value)}`);
  return value as Record<string, unknown>;
}

function list(value: unknown, where: string): readonly unknown[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new InvalidSettings(`${where} must be an array; got ${JSON.stringify(value)}`);
  return value;
}

function text(value: unknown, where: string): string {
  if (typeof value !== 'string' || value === '') throw new InvalidSettings(`${where} must be a string; got ${JSON.stringify(value)}`);
  return value;
}

function oneOf<T extends string>(value: unknown, allowed: readonly T[], where: string): T {
  if (!allowed.includes(value as T)) throw new InvalidSettings(`${where} must be one of ${allowed.join(', ')}; got ${JSON.stringify(value)}`);
  return value as T;
}

function only(entry: Record<string, unknown>, keys: readonly string[], where: string): void {
  const unknown = Object.keys(entry).find((key) => !keys.includes(key));
  if (unknown !== undefined) throw new InvalidSettings(`${where} has no key ${JSON.stringify(unknown)}; it has ${keys.join(', ')}`);
}
