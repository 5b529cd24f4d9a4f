/** Functions of the code itself that release what they are given, and do nothing else: repairs call them. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Finding } from '../../findings/finding.js';
import type { Protocol } from '../../protocols/index.js';
import { NO_SETTINGS, type Specifier } from '../../protocols/settings.js';
import { Summaries } from '../../summaries/summaries.js';
import { bindingOfVariable, type Binding } from '../../syntax/bindings.js';
import { exportsNamed, requiredBy } from '../../syntax/modules.js';
import { isWithin } from '../../syntax/nodes.js';
import { Unit, type SourceFile, type Variable } from '../../syntax/unit.js';
import type { Definition } from '../../types/definitions.js';
import type { FunctionDefinition } from '../../typestate/context.js';
import { effectOf, type HelperEffect } from './effect.js';
import { isInitialized } from './initialized.js';
import { shapeOf, type HelperShape } from './shape.js';

/** A function that the user wants to be called. The files that are repaired import it. */
export interface WantedHelper {
  /** As the file that is repaired writes it. */
  readonly from: string;
  readonly name: string;
  /** The module, where it is not on the disk yet. */
  readonly created: SourceFile | null;
  /** The user answers for what it does where its code cannot be analysed. */
  readonly isTrusted: boolean;
}

/** As users name it in their settings. */
export const specifierOf = ({ from, name, isTrusted }: WantedHelper): Specifier =>
  isTrusted ? { from: 'package', package: from, name } : { from: 'file', path: from, name };

export interface Helper {
  readonly name: string;
  readonly variable: Variable;
  /** Null where its code cannot be analysed, and the user answers for it. */
  readonly definition: FunctionDefinition | null;
  /** The user has asked for it. */
  readonly isWanted: boolean;
}

/** The helpers that a file can call. */
export class HelperFunctions {
  readonly #unit: Unit;
  readonly #summaries: Summaries;
  readonly #wanted: WantedHelper | null;
  /** The module that is to be made, by itself. */
  readonly #created: { readonly unit: Unit; readonly summaries: Summaries } | null;
  readonly #effects = new Map<string, HelperEffect | null>();
  readonly #shapes = new Map<TSESTree.Node, HelperShape | null>();
  #all: readonly Helper[] | undefined;
  #names: ReadonlySet<string> | undefined;
  readonly #namesFor = new Map<string, ReadonlySet<string>>();

  constructor(unit: Unit, summaries: Summaries, wanted: WantedHelper | null) {
    this.#unit = unit;
    this.#summaries = summaries;
    this.#wanted = wanted;
    const created = wanted?.created ? new Unit(wanted.created, false) : null;
    this.#created = created && { unit: created, summaries: new Summaries(created, false, NO_SETTINGS) };
  }

  /** Those of the file and those that it imports, as far as their code looks like it; the one that is wanted comes first. */
  get all(): readonly Helper[] {
    return (this.#all ??= this.#unit
      .variablesOf(this.#unit.ast)
      .flatMap((variable) => this.#helper(variable) ?? [])
      .sort((a, b) => Number(b.isWanted) - Number(a.isWanted)));
  }

  /** What they are called, and what may look like them. */
  get names(): ReadonlySet<string> {
    return (this.#names ??= new Set(this.all.map(({ name }) => name)));
  }

  /** The names of those that release anything of a client. */
  namesFor(protocol: Protocol, client: Finding['client']): ReadonlySet<string> {
    const key = `${protocol.id} ${client}`;
    let names = this.#namesFor.get(key);
    if (!names) {
      const releases = (helper: Helper): boolean =>
        Object.keys(protocol.handles).some((through) => this.effect(helper, protocol, client, through) !== null);
      names = new Set(this.all.filter((helper) => releases(helper)).map(({ name }) => name));
      this.#namesFor.set(key, names);
    }
    return names;
  }

  /** Those that may be called for a finding: they have to be there by the time it is acquired. */
  for(acquire: TSESTree.Node): readonly Helper[] {
    return this.all.filter(({ variable }) => isInitialized(this.#unit, variable, acquire));
  }

  /**
   * What a call of the helper does with what a handle leads to; null where it may leave that open, or do anything else.
   * Where its code cannot be analysed, nothing is known but what its type says.
   */
  effect(helper: Helper, protocol: Protocol, client: Finding['client'], through: string): HelperEffect | null {
    const { definition } = helper;
    if (!definition) return this.#declared(helper);
    const key = `${helper.name} ${protocol.id} ${client} ${through}`;
    let effect = this.#effects.get(key);
    if (effect === undefined) {
      const shape = this.#shapeOf(definition);
      const summaries = definition.unit === this.#created?.unit ? this.#created.summaries : this.#summaries;
      effect = shape && effectOf(definition, shape, summaries, { protocol, client, through });
      this.#effects.set(key, effect);
    }
    return effect;
  }

  #helper(variable: Variable): Helper | null {
    const [id] = variable.identifiers;
    const binding = bindingOfVariable(variable);
    if (!id || !binding || !isValue(binding)) return null;
    const isWanted = this.#isWanted(binding);
    // Other files are only opened where the types do not say that it is of no use.
    if (binding.kind === 'import' && this.#summaries.oracle.mayRelease(this.#unit, id) === false) return null;
    const definition = (isWanted && this.#createdDefinition()) || this.#summaries.oracle.definition(this.#unit, id);
    const isOnlyOne = this.#unit
      .variablesNamed(variable.name)
      .every((one) => one === variable || isOwnName(this.#unit, one, definition));
    if (!isOnlyOne) return null;
    if (definition?.kind === 'function')
      return this.#shapeOf(definition) && { name: variable.name, variable, definition, isWanted };
    return isWanted && this.#wanted?.isTrusted && !definition
      ? { name: variable.name, variable, definition: null, isWanted }
      : null;
  }

  /** Whether a name is imported, or required, as the user wants it. */
  #isWanted(binding: Binding): boolean {
    const { from, name } = this.#wanted ?? {};
    if (binding.kind === 'import') return binding.from === from && binding.imported === name;
    return (
      binding.kind === 'value' &&
      binding.isConstant &&
      requiredBy(binding.init ?? undefined) === from &&
      binding.path?.join('.') === name
    );
  }

  /** In the module that is to be made. */
  #createdDefinition(): Definition | null {
    if (!this.#created) return null;
    const { unit, summaries } = this.#created;
    const [found] = exportsNamed(unit.ast, this.#wanted!.name);
    return found?.kind === 'here' ? summaries.oracle.localDefinition(unit, found.node) : null;
  }

  #shapeOf(definition: FunctionDefinition): HelperShape | null {
    let shape = this.#shapes.get(definition.node);
    if (shape === undefined) this.#shapes.set(definition.node, (shape = shapeOf(definition)));
    return shape;
  }

  #declared({ variable }: Helper): HelperEffect | null {
    const gives = this.#summaries.oracle.resultOf(this.#unit, variable.identifiers[0]!);
    if (gives !== 'promise' && gives !== 'plain') return null;
    const isPromise = gives === 'promise';
    return {
      gives: isPromise ? 'promise' : 'nothing',
      waits: false,
      mayFail: isPromise,
      takesNothing: true,
      methods: null,
    };
  }
}

/** Whether a name may stand for a function when the program runs. */
function isValue(binding: Binding): boolean {
  if (binding.kind !== 'import') return binding.kind === 'function' || binding.kind === 'value';
  const { node } = binding;
  const isOfTypes = (one: TSESTree.Node | undefined): boolean =>
    one !== undefined && 'importKind' in one && one.importKind === 'type';
  return !isOfTypes(node) && !isOfTypes(node.parent);
}

/** The name that a function expression has inside of itself. */
const isOwnName = (unit: Unit, { scope }: Variable, definition: Definition | null): boolean =>
  definition?.unit === unit && isWithin(scope.block, definition.node);
