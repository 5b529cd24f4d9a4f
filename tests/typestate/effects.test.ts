/** What a call does, by the signs of it: each recogniser by itself, and which one decides where several know the call. */
import type { TSESTree } from '@typescript-eslint/utils';
import { describe, expect, it } from 'vitest';
import { parseFile } from '../../src/types/parse-file.js';
import { NO_SETTINGS, type Settings } from '../../src/protocols/settings.js';
import { unwrap } from '../../src/syntax/nodes.js';
import { Unit } from '../../src/syntax/unit.js';
import { Oracle } from '../../src/types/oracle.js';
import { effectsOf, endsProcess, type CallEffect } from '../../src/typestate/effects.js';

/** A file, its oracle, and the call that its last statement is. */
function lastCall(code: string, settings: Settings = NO_SETTINGS) {
  const unit = new Unit(parseFile(code, 'file.ts'), false);
  const statement = unit.ast.body.at(-1);
  if (statement?.type !== 'ExpressionStatement') throw new Error('the last statement is no expression');
  const expression = unwrap(statement.expression);
  if (expression.type !== 'CallExpression' && expression.type !== 'NewExpression') throw new Error('no call');
  return { unit, oracle: new Oracle(unit, settings), call: expression };
}

/** The effects of the last call, in words: `runs check`, `borrows for agents`, `takes`. */
function effects(code: string, settings?: Settings): string[] {
  const { unit, oracle, call } = lastCall(code, settings);
  return effectsOf(unit, oracle, call).map(wordsOf);
}

function wordsOf(effect: CallEffect): string {
  switch (effect.kind) {
    case 'runs':
      return `runs ${nameOf(effect.callee.node)}`;
    case 'reflects':
      return `runs by ${effect.via} ${effect.callee ? nameOf(effect.callee.node) : 'nothing in reach'}`;
    case 'borrows':
      return effect.resource ? `borrows for ${effect.resource}s` : 'borrows';
    case 'takes':
      return effect.declared ? `${effect.declared} by declaration` : 'takes';
    case 'converts':
      return `converts to ${effect.to}`;
    case 'joins':
      return `joins by ${effect.method}`;
    case 'adds':
      return `adds to ${effect.list.name}`;
    case 'resolves':
      return `resolves by ${effect.resolve.name}`;
    default:
      return effect.kind;
  }
}

function nameOf(fn: TSESTree.Node): string {
  if ('id' in fn && fn.id?.type === 'Identifier') return fn.id.name;
  const { parent } = fn;
  return parent && 'key' in parent && parent.key.type === 'Identifier' ? parent.key.name : 'a function';
}

const helper = (effect: 'consumes' | 'borrows' | 'takes'): Settings => ({
  clients: [],
  helpers: [{ callee: { from: 'file', name: 'check' }, effect }],
});

describe('a recogniser', () => {
  it.each<[sign: string, code: string, effects: string[]]>([
    ['a function in reach', 'function check(res) {} check(res);', ['runs check']],
    ['a method in reach', 'const api = { check(res) {} }; api.check(res);', ['runs check']],
    ['a constructor in reach', 'class Api { constructor(res) {} } new Api(res);', ['runs constructor']],
    ['a class that has none', 'class Api {} new Api(res);', ['takes']],
    ['call', 'function check(res) {} check.call(null, res);', ['runs by call check']],
    ['apply', 'function check(res) {} check.apply(null, [res]);', ['runs by apply check']],
    ['call of something else', 'check.call(null, res);', ['runs by call nothing in reach']],
    ['a predicate for errors', 'isAxiosError(error);', ['classifies']],
    ['a listener of errors', "emitter.on('error', () => res.text());", ['ignores']],
    ['a listener that is removed', "emitter.off('data', listener);", ['ignores']],
    ['a request', "import { request } from 'undici'; request(url);", ['borrows for agents']],
    ['a client that keeps its agent', "import got from 'got'; got.extend({ agent });", ['holds']],
    [
      'no request where the agent is kept',
      "import { setGlobalDispatcher } from 'undici'; setGlobalDispatcher(agent);",
      [],
    ],
    [
      'a converter of streams',
      "import { Readable } from 'node:stream'; Readable.fromWeb(body);",
      ['converts to stream'],
    ],
    ['a wrapper of a body', 'new Response(body);', ['converts to rewrapped']],
    ['an expectation', "import { expect } from '@jest/globals'; expect(promise);", ['awaits']],
    ['a function that merely looks', 'JSON.stringify(res);', ['borrows']],
    ['an executor', 'new Promise((resolve) => res.text());', ['borrows']],
    ['a combinator of promises', 'Promise.all([promise]);', ['joins by all']],
    ['a copy of a list', 'Array.from(list);', ['copies']],
    ['a look into a weak collection', 'const seen = new WeakSet(); seen.has(res);', ['looks-up']],
    ['a mark in a weak collection', 'const seen = new WeakSet(); seen.add(res);', ['marks']],
    ['an addition to a list', 'const list = []; list.push(res);', ['adds to list']],
    ['a predicate by its annotation', 'let isOk: (res: Response) => boolean; isOk(res);', ['borrows']],
    ['a logger', 'logger.warn(res);', ['borrows']],
    ['a logger in a field', 'api.auditLog?.warn(res);', ['borrows']],
    ['nothing', 'send(res);', []],
  ])('knows %s', (_, code, expected) => {
    expect(effects(code)).toEqual(expected);
  });

  it('knows who resolves the promise of an executor', () => {
    const { unit, oracle } = lastCall('new Promise((resolve) => { resolve(res); });');
    const [made] = unit.ast.body;
    const executor = (made as { expression: TSESTree.NewExpression }).expression.arguments[0];
    const { body } = (executor as TSESTree.ArrowFunctionExpression).body as TSESTree.BlockStatement;
    const call = (body[0] as TSESTree.ExpressionStatement).expression as TSESTree.CallExpression;
    expect(effectsOf(unit, oracle, call).map(wordsOf)).toEqual(['resolves by resolve']);
  });

  it.each([
    ['process.exit(1);', true],
    ["import { exit } from 'node:process'; exit(1);", true],
    ['const process = { exit() {} }; process.exit();', false],
    ['room.exit();', false],
  ])('knows what ends the process: %s', (code, expected) => {
    const { unit, oracle, call } = lastCall(code);
    expect(endsProcess(unit, oracle, call)).toBe(expected);
  });
});

describe('the first to decide', () => {
  it.each<['consumes' | 'borrows' | 'takes', string[]]>([
    ['consumes', ['consumes by declaration']],
    ['takes', ['takes by declaration']],
    ['borrows', ['borrows']],
  ])('is the user, who says that a helper %s, before the helper in reach', (effect, expected) => {
    expect(effects('function check(res) { return res.text(); } check(res);', helper(effect))).toEqual(expected);
  });

  it.each([
    ['the name of a logger', 'const dialog = { error(res) { return res.text(); } }; dialog.error(res);', 'runs error'],
    [
      'the name of a class of the platform',
      'class Response { constructor(body) {} } new Response(body);',
      'runs constructor',
    ],
    ['the name of a predicate for errors', 'function isAxiosError(error) {} isAxiosError(error);', 'runs isAxiosError'],
    ['a listener of errors', "const bus = { on(name, fn) { fn(); } }; bus.on('error', () => res.text());", 'runs on'],
    ['a list by its name', 'const list = { push(res) {} }; list.push(res);', 'runs push'],
  ])('is the function in reach, before %s', (_, code, expected) => {
    expect(effects(code)).toEqual([expected]);
  });

  it('is the table of a constructor, before the request that it might be', () => {
    const code = "import { RetryAgent } from 'undici'; new RetryAgent(agent);";
    expect(effects(code)).toEqual(['converts to dispatcher', 'borrows for agents']);
  });

  it('is the listener of errors, before the request that it listens to', () => {
    const code = "import http from 'node:http'; http.get(url).on('error', () => agent.destroy());";
    expect(effects(code)).toEqual(['ignores']);
  });
});
