/** The report for people. */
import type { LeakedAgent, LeakedBody, Leaks } from './leaks.js';
import { explainCommand, linesAround, placeOf } from './place.js';

/** The rules that report the same in the code. */
export const RULES = { body: 'http-leak/no-unconsumed-body', agent: 'http-leak/no-unclosed-agent' } as const;

/** One message with everything that is open. */
export function messageOf({ bodies, agents, stalled }: Leaks): string {
  const parts = [
    section(
      bodies,
      'HTTP response was left open: read or cancel its body',
      'HTTP responses were left open: read or cancel their bodies',
      bodyLines,
    ),
    section(
      agents,
      'agent was never closed and keeps connections',
      'agents were never closed and keep connections',
      agentLines,
    ),
    section(stalled, 'pool is stalled', 'pools are stalled', ({ origin, waiting, age }) => [
      `${origin}: ${count(waiting, 'request has', 'requests have')} waited up to ${age} ms for a connection that an open response holds`,
    ]),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function section<T>(items: readonly T[], one: string, many: string, linesOf: (item: T) => string[]): string {
  if (items.length === 0) return '';
  const entries = items.flatMap((item, index) => {
    const [head = '', ...rest] = linesOf(item);
    return ['', `  ${index + 1}. ${head}`, ...rest.map((line) => `     ${line}`)];
  });
  return [`${count(items.length, one, many)}:`, ...entries].join('\n');
}

function bodyLines(body: LeakedBody): string[] {
  const { client, via, method, url, status, bytes, age, arrived, reclaimed } = body;
  const end = reclaimed
    ? `reclaimed by the garbage collector after ${age} ms`
    : `${arrived ? 'not read' : 'open'} for ${age} ms`;
  const amount = arrived ? (bytes > 0 ? ` ${bytes} bytes,` : '') : ` ${bytes} bytes seen,`;
  return [
    `${via === null ? client : `${client} (${via})`} ${method} ${url} → ${status},${amount} ${end}`,
    ...stackLines('acquired', body.stack),
    ...codeLines(RULES.body, body.stack),
  ];
}

function agentLines(agent: LeakedAgent): string[] {
  const { kind, via, idle, age, byFirstUse } = agent;
  const origins = [...new Set(idle)].join(', ');
  return [
    `${via === null ? kind : `${kind} (${via})`}: ${count(idle.length, 'idle connection', 'idle connections')} to ${origins}, ${byFirstUse ? 'first used' : 'created'} ${age} ms ago`,
    ...stackLines(byFirstUse ? 'first used' : 'created', agent.stack),
    ...codeLines(RULES.agent, agent.stack),
  ];
}

/** The code at the innermost frame, and how to go on from there. */
function codeLines(rule: string, stack: readonly string[]): string[] {
  const place = placeOf(stack);
  if (!place) return [`rule: ${rule}`];
  return [...linesAround(place).map((line) => `  ${line}`), `rule: ${rule}`, `explained by: ${explainCommand(place)}`];
}

function stackLines(what: string, stack: readonly string[]): string[] {
  return stack.length === 0
    ? [`${what} without a captured stack`]
    : [`${what}:`, ...stack.map((frame) => `  ${frame}`)];
}

export function count(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`;
}
