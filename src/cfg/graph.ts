/**
 * The control-flow graph of one function (or of a module's top level), on plain ESTree.
 *
 * A block is a run of elements in evaluation order. Every expression is an element of its own and comes after its
 * operands, so that an analysis never walks a tree: it uses the results of the operands. Values that come from several
 * blocks (`a ? b : c`, `a && b`, `a?.b`) have an element at the join.
 *
 * The graph has data that the analysis of resources needs and ESLint's code paths lack: the condition of every branch,
 * an edge for every exception (an explicit `throw` is distinguished from a call that might throw), one copy of a `finally`
 * block for each exit of its `try`, and the scopes that an edge leaves.
 *
 * Not modelled: the order of evaluation between a destructuring pattern's targets and its defaults; `with`; the
 * exceptions of plain property reads and of disposers.
 */
import type { TSESTree } from '@typescript-eslint/utils';

/** The root of a graph: a function, a module, or a class initializer that runs on its own. */
export type CfgRoot =
  | TSESTree.FunctionDeclaration
  | TSESTree.FunctionExpression
  | TSESTree.ArrowFunctionExpression
  | TSESTree.Program
  | TSESTree.PropertyDefinition
  | TSESTree.AccessorProperty
  | TSESTree.StaticBlock;

export type Element =
  /** `node` has just been evaluated (an expression), or has just taken effect (a declarator, a statement). */
  | { readonly type: 'eval'; readonly node: TSESTree.Node }
  /** The function is about to return the value of `argument`; `node` is the return statement or the arrow's body. */
  | { readonly type: 'return'; readonly node: TSESTree.Node; readonly argument: TSESTree.Expression | null }
  /** The resource of a `using` declaration is disposed of. */
  | { readonly type: 'dispose'; readonly node: TSESTree.VariableDeclarator };

export type EdgeKind =
  | { readonly kind: 'normal' }
  /** `test` came out truthy (`outcome`) or falsy. Never a `!`, `&&`, `||` or parenthesis: those are edges themselves. */
  | { readonly kind: 'branch'; readonly test: TSESTree.Expression; readonly outcome: boolean }
  /** `test` was null or undefined (`outcome`), or was not. From `?.`, `??` and `??=`. */
  | { readonly kind: 'nullish'; readonly test: TSESTree.Expression; readonly outcome: boolean }
  /** `discriminant === clause.test` held (`outcome`), or did not. */
  | {
      readonly kind: 'case';
      readonly discriminant: TSESTree.Expression;
      readonly clause: TSESTree.SwitchCase;
      readonly outcome: boolean;
    }
  /** The loop takes another element (`outcome`), or the iteration is over. */
  | {
      readonly kind: 'iterate';
      readonly loop: TSESTree.ForOfStatement | TSESTree.ForInStatement;
      readonly outcome: boolean;
    }
  /** `thrower` threw: a `throw` statement, or (`implicit`) a call, an `await` or a similar expression that might throw. */
  | { readonly kind: 'exception'; readonly thrower: TSESTree.Node; readonly implicit: boolean };

export type Edge = EdgeKind & {
  readonly to: Block;
  /** The nodes whose lexical scopes the edge leaves, innermost first. */
  readonly leaves: readonly TSESTree.Node[];
  /** The statement that causes the exit: a jump, or the block itself if it ends normally. */
  readonly cause: TSESTree.Node | null;
  /** The edge closes a loop. */
  readonly back: boolean;
};

export interface Block {
  readonly id: number;
  readonly elements: Element[];
  readonly edges: Edge[];
}

export interface Graph {
  readonly root: CfgRoot;
  /** Reachable blocks and the two exits, in reverse post-order; `blocks[0]` is the entry. */
  readonly blocks: readonly Block[];
  readonly entry: Block;
  /** Reached by a return and by the end of the body. */
  readonly exit: Block;
  /** Reached by an exception that the function does not catch. */
  readonly throwExit: Block;
}
