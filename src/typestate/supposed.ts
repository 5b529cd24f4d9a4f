/**
 * Exceptions of calls that merely might throw, on paths that have read the body. Only `strict` follows such exceptions for leaks. A second
 * use is certain all the same if its code runs only after the first one: the handler of a `try` in which every call that may
 * throw comes after the read. Which of them throws does not matter then.
 *
 * Such paths are followed on trial: a fault on one counts if nothing comes to the handler, or to the second use, before
 * the body has been read.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, isWithin } from '../syntax/nodes.js';
import type { Context, Fault } from './context.js';
import { carries } from './refs.js';
import { isUnread, update, type State } from './state.js';
import { cannotThrow, isFollowed } from './throws.js';

export class Supposed {
  readonly #context: Context;
  readonly #faults: { readonly by: TSESTree.TryStatement; readonly fault: Fault }[] = [];
  /** The `try` statements in which something may throw that comes before the read. */
  readonly #early = new Set<TSESTree.TryStatement>();
  /** What is evaluated on paths that have not read the body. */
  readonly #unread = new Set<TSESTree.Node>();

  constructor(context: Context) {
    this.#context = context;
  }

  /** Notes that a path which may not have read the body comes to a node. */
  passes(node: TSESTree.Node, { site, duty }: State): void {
    if (site && isUnread(duty)) this.#unread.add(node);
  }

  /** The state in which a path is followed on trial that throws at `thrower`; null if it is not. */
  over(thrower: TSESTree.Node, state: State): State | null {
    const by = handlerOf(thrower);
    if (!by || state.supposed || state.site?.protocol.resource !== 'body') return null;
    if (isUnread(state.duty)) {
      if (!this.#early.has(by) && this.#mayThrow(thrower, state)) this.#early.add(by);
      return null;
    }
    if (state.duty.phase !== 'locked' || !this.#mayThrow(thrower, state)) return null;
    // What a function that can be analysed throws may come before it reads, or afterwards.
    if (isFollowed(this.#context, state, thrower)) {
      this.#early.add(by);
      return null;
    }
    return update(state, {
      supposed: by,
      completion: { kind: 'throw', node: thrower, value: null, implicit: true, thrown: false },
    });
  }

  /** A fault on a path that is followed on trial. */
  add(by: TSESTree.TryStatement, fault: Fault): void {
    if (fault.kind === 'body-reuse') this.#faults.push({ by, fault });
  }

  /** The faults that are certain once their code runs. */
  faults(): readonly Fault[] {
    return this.#faults
      .filter(({ by, fault }) => !this.#early.has(by) && !this.#unread.has(fault.node))
      .map(({ fault }) => fault);
  }

  #mayThrow(thrower: TSESTree.Node, state: State): boolean {
    // Where the call or the `await` that gives the resource throws, there is no resource.
    if (thrower === state.site!.node || carries(state.refs.get(thrower))) return false;
    // What fails in a read, or in a chain that begins with one, rejects its promise.
    const { lock, touched } = state.duty;
    const read = lock?.node ?? touched;
    if (thrower.type === 'CallExpression' && read && (read === thrower || isWithin(read, thrower.callee))) return false;
    if (isFollowed(this.#context, state, thrower)) return this.#context.mayThrow(thrower);
    return !cannotThrow(this.#context, state, thrower);
  }
}

/** The `try` of the same function whose handler gets what a node throws. */
function handlerOf(node: TSESTree.Node): TSESTree.TryStatement | null {
  for (let at = node; at.parent && !isFunction(at); at = at.parent)
    if (at.parent.type === 'TryStatement' && at.parent.block === at && at.parent.handler) return at.parent;
  return null;
}
