/** What a call of a function releases, and what the call gives: its shape, together with a run of it on one handle. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Finding } from '../../findings/finding.js';
import type { Method, Protocol, ReleaseForm } from '../../protocols/index.js';
import type { Summaries } from '../../summaries/summaries.js';
import { descendantsOf, memberName } from '../../syntax/nodes.js';
import type { Entry, FunctionDefinition, Outcome } from '../../typestate/context.js';
import { carries, handle } from '../../typestate/refs.js';
import { OPEN } from '../../typestate/state.js';
import { isDeed } from '../../typestate/step.js';
import { UNKNOWN } from '../../typestate/values.js';
import { getsAlong } from './nullness.js';
import type { HelperShape } from './shape.js';

/** What a call of a helper does with what one handle of a protocol leads to. */
export interface HelperEffect {
  /** `maybe`: a promise, or nothing where there is nothing to release. */
  readonly gives: 'promise' | 'maybe' | 'nothing';
  /** That promise may settle only after the server has sent more. */
  readonly waits: boolean;
  /** What it gives may be rejected, or the call may throw. */
  readonly mayFail: boolean;
  /** It may be given null or undefined, as far as its type allows that. */
  readonly takesNothing: boolean;
  /** The methods that end the body; null if they are not known. */
  readonly methods: ReadonlySet<string> | null;
}

/** What a function is given: what a handle of a client leads to. */
export interface Given {
  readonly protocol: Protocol;
  readonly client: Finding['client'];
  readonly through: string;
}

/** What a call of a function with one argument does with what a handle leads to; null where it may leave that open, or do anything else. */
export function effectOf(
  definition: FunctionDefinition,
  shape: HelperShape,
  summaries: Summaries,
  { protocol, client, through }: Given,
): HelperEffect | null {
  const entry: Entry = {
    site: { id: 0, protocol, client, node: definition.node },
    refs: [handle(through)],
    known: [UNKNOWN],
    captured: new Map(),
    seen: new Map(),
    duty: OPEN,
    isOpen: false,
    functions: [null],
  };
  const summary = summaries.given(definition, entry);
  if (!summary || summary.faults.length + summary.handed.length > 0) return null;
  if (!summary.outcomes.every((outcome) => isRelease(outcome))) return null;
  if (!summary.endings.every(({ kind }) => kind === 'fulfilled') || !summary.endings.some(isDeed)) return null;
  const called = calledBy(summaries, definition, entry);
  if (!shape.calls.every(({ node }) => called.methods.has(node))) return null;
  const missable = [...called.nullable, ...takenOut(definition, protocol)];
  return getsAlong(definition.unit, missable) ? summed(shape, called, protocol) : null;
}

/** Whether a function has come back from a body that is read, or cancelled, and gives nothing of it. */
const isRelease = ({ kind, duty, value }: Outcome): boolean =>
  kind === 'return' && duty.phase === 'locked' && !carries(value);

interface CalledMethod {
  readonly method: Method | undefined;
  readonly name: string;
}

/** What the calls of a function are, as its run has seen them. */
interface Called {
  readonly methods: ReadonlyMap<TSESTree.Node, CalledMethod>;
  /** The calls that end the body. */
  readonly ending: ReadonlySet<TSESTree.Node>;
  /** Where it asks for what may be null. */
  readonly nullable: ReadonlySet<TSESTree.Node>;
}

function calledBy(summaries: Summaries, definition: FunctionDefinition, entry: Entry): Called {
  const methods = new Map<TSESTree.Node, CalledMethod>();
  const ending = new Set<TSESTree.Node>();
  const nullable = new Set<TSESTree.Node>();
  const { handles } = entry.site.protocol;
  summaries.traceCallee(definition, entry, {
    evaluates: ({ node }, before, steps) => {
      const owner = node.type === 'MemberExpression' ? before.refs.get(node.object) : undefined;
      if (
        node.type === 'MemberExpression' &&
        owner?.kind === 'handle' &&
        isNullable(handles, owner.handle, memberName(node))
      )
        nullable.add(node);
      if (node.type !== 'CallExpression') return;
      const bound = before.refs.get(node.callee);
      if (bound?.kind !== 'bound' || bound.of.kind !== 'handle') return;
      methods.set(node, { method: handles[bound.of.handle]?.methods?.[bound.name], name: bound.name });
      if (steps.some((step) => step.kind === 'fulfilled' && isDeed(step))) ending.add(node);
    },
    settles: (_, node) => {
      if (node.type === 'ForOfStatement') ending.add(node);
    },
  });
  return { methods, ending, nullable };
}

const isNullable = (handles: Protocol['handles'], of: string, name: string | null): boolean => {
  const property = handles[of]?.properties?.[name ?? ''];
  return typeof property === 'object' && 'handle' in property && property.nullable === true;
};

/** What patterns take out that may be null, where it is used: `({ body }) => body?.cancel()`. */
function takenOut({ unit, node }: FunctionDefinition, { handles }: Protocol): TSESTree.Node[] {
  return descendantsOf(node, unit.visitorKeys).flatMap((one) => {
    const isMissable =
      one.type === 'Property' && Object.keys(handles).some((handle) => isNullable(handles, handle, memberName(one)));
    const references = isMissable ? (unit.variable(one.value)?.references ?? []) : [];
    return references.filter((reference) => reference.isRead()).map(({ identifier }) => identifier as TSESTree.Node);
  });
}

function summed(shape: HelperShape, { methods, ending }: Called, protocol: Protocol): HelperEffect | null {
  const isPromise = (node: TSESTree.Node): boolean => {
    const called = methods.get(node);
    return called === undefined || givesPromise(protocol, called.name, called.method);
  };
  const steps = [...shape.calls, ...shape.loops];
  if (steps.some(({ node, isFloating, isCaught }) => isFloating && !isCaught && isPromise(node))) return null;
  // What throws where it is called, a `catch` after the call of the helper would not see.
  if (!shape.isAsync && shape.calls.some(({ node }) => !isPromise(node) && methods.get(node)?.method?.needs))
    return null;
  // A body that is no JSON is one that can be released.
  if (steps.some(({ node, isCaught }) => !isCaught && methods.get(node)?.method?.parses)) return null;
  const isWaitedFor = shape.returns && shape.calls.some(({ node }) => isPromise(node));
  const mayFail = steps.some(
    ({ node, isCaught }) => !isCaught && (isPromise(node) || methods.get(node)?.method?.needs !== undefined),
  );
  return {
    gives: shape.isAsync ? 'promise' : isWaitedFor ? 'maybe' : 'nothing',
    waits: steps.some(({ node, isFloating }) => {
      const called = methods.get(node);
      return !isFloating && isPromise(node) && (called === undefined || waitsForServer(protocol, called));
    }),
    mayFail,
    takesNothing: shape.takesNothing,
    methods: new Set([...ending].map((node) => methods.get(node)?.name ?? '@@asyncIterator')),
  };
}

/** Whether a method gives something to wait for, as far as the tables tell: what they do not tell of may. */
function givesPromise({ handles }: Protocol, name: string, method: Method | undefined): boolean {
  if (typeof method?.returns === 'object' && 'handle' in method.returns) return false;
  if (method?.unlocks) return false;
  return releaseForms(handles).find(({ call }) => call.at(-1)?.name === name)?.promise ?? true;
}

/** Whether what a method gives may settle only after the server has sent more: all reads, and some ways to cancel. */
const waitsForServer = ({ handles }: Protocol, { name, method }: CalledMethod): boolean =>
  method?.effect === 'consume' || releaseForms(handles).some((form) => form.waits && form.call.at(-1)?.name === name);

const releaseForms = (handles: Protocol['handles']): ReleaseForm[] =>
  Object.values(handles).flatMap(({ release }) => (release ? [release.cancel, release.drain] : []));
