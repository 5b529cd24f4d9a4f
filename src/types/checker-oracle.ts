/**
 * Names, definitions and signatures from the type checker. Only this file and `implementations.ts` use the checker.
 *
 * It uses only checker methods that both TypeScript back ends of typescript-eslint have, and compares symbols and the files
 * that declare them, never printed types.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import type * as ts from 'typescript';
import { injectable, protocolByType, type Protocol } from '../protocols/index.js';
import type { Tag } from '../protocols/tags.js';
import { bindingOf, bindingOfVariable } from '../syntax/bindings.js';
import { isFunction, isTransparent } from '../syntax/nodes.js';
import type { ParserServicesWithProgram, Unit } from '../syntax/unit.js';
import { isConstant } from '../syntax/variables.js';
import { calledBase } from './candidates.js';
import { ClientReach } from './client-reach.js';
import { isLibrary } from './file-index.js';
import { isStub, type Definition, type Elsewhere } from './definitions.js';
import { nameOf, type Entity } from './entity.js';
import { likeModule } from './scope-oracle.js';
import { isOverridden, resolve, soleImplementation } from './implementations.js';
import type { Units } from './program-units.js';
import { taggedFiles, tagsOf } from './declaration-tags.js';
import { isUnknown, mentionsResource, promiseArgument } from './resource-types.js';
import { entityOfType } from './type-entity.js';

/**
 * `ts.TypeFlags.Any` and `Unknown`, and `Variable` with `Property`; written as numbers so
 * that TypeScript does not have to be loaded.
 */
const ANY = 1;
const UNKNOWN = 2;
const VALUE = 7;

/** Whether calls of a function could give a resource: by its type, by the types of their arguments, or by a rejection only. */
type Provision = boolean | 'as-given' | 'by-rejection';

export class CheckerOracle {
  readonly #units: Units;
  readonly #providers = new Map<ts.Symbol, Provision>();
  readonly #files = new WeakMap<Unit, ts.SourceFile | null>();
  readonly #libraries = new Map<ts.Symbol, boolean>();

  constructor(units: Units) {
    this.#units = units;
  }

  /** See `ProgramUnits`. */
  adopt(unit: Unit): Unit {
    return this.#units.adopt(unit);
  }

  forget(unit: Unit): void {
    this.#units.forget(unit);
  }

  /** Whether the code at a node, or any code of a file, can get a resource; true if it is not known. */
  mayAcquire(unit: Unit, node: TSESTree.Node): boolean {
    const file = this.#fileOf(unit);
    if (!file) return true;
    const reach = ClientReach.of(unit.services!.program);
    return node.type === 'Program' ? reach.in(file) : reach.at(file, node.range[0]);
  }

  /** The file of the program with the same text as the unit. */
  #fileOf(unit: Unit): ts.SourceFile | null {
    let file = this.#files.get(unit);
    if (file === undefined) {
      const { services, ast, text } = unit;
      const found = services?.esTreeNodeToTSNodeMap.get(ast);
      // Other parsers make nodes of their own, and the text of a component is not that of its script.
      this.#files.set(unit, (file = found?.text === text ? found : null));
    }
    return file;
  }

  /** The entity of an expression's type: an instance of a named class, or a named function. */
  entity(unit: Unit, node: TSESTree.Node): Entity | null {
    const type = unit.services?.getTypeAtLocation(node);
    const entity = type ? entityOfType(type) : null;
    return entity && likeModule(entity);
  }

  /** The implementation of an identifier or member expression, in any source file of the program. */
  readonly definition: Elsewhere = (unit, node) => {
    const { services } = unit;
    if (!services) return null;
    const symbol = services.getSymbolAtLocation(node.type === 'MemberExpression' ? node.property : node);
    return symbol ? this.#definitionOf(services, symbol) : null;
  };

  /** Whether a class of the program overrides this method. */
  readonly isOverridden = ({ services }: Unit, method: TSESTree.Node): boolean => {
    const member = services?.esTreeNodeToTSNodeMap.get(method);
    return member !== undefined && isOverridden(services!.program, member);
  };

  /** The exported names of a module that this file imports; null if it does not import it, or the module is not found. */
  exportsOf(unit: Unit, module: string): ReadonlySet<string> | null {
    const { services } = unit;
    const specifier = unit.ast.body.find(
      (node): node is TSESTree.ImportDeclaration => node.type === 'ImportDeclaration' && node.source.value === module,
    )?.source;
    const symbol = specifier && services?.getSymbolAtLocation(specifier);
    return services && symbol
      ? new Set(
          services.program
            .getTypeChecker()
            .getExportsOfModule(symbol)
            .map(({ name }) => name),
        )
      : null;
  }

  /** The literals that the type of an expression allows; null if it is not a union of literals. */
  literals(unit: Unit, node: TSESTree.Node): readonly unknown[] | null {
    const type = unit.services?.getTypeAtLocation(node);
    const parts = type?.isUnion() ? type.types : type ? [type] : [];
    const values = parts.map((part) => (part.isStringLiteral() || part.isNumberLiteral() ? part.value : undefined));
    return values.length > 0 && values.every((value) => value !== undefined) ? values : null;
  }

  /** Whether the awaited value of an expression has the property at `path`; null if its type is unknown. */
  hasProperty(unit: Unit, node: TSESTree.Node, path: readonly string[]): boolean | null {
    const type = this.#typeAlong(unit, node, path);
    return type === 'unknown' ? null : type !== 'missing';
  }

  /** Whether the value of an expression is a thenable. */
  isPromise({ services }: Unit, node: TSESTree.Node): boolean {
    if (!services) return false;
    const checker = services.program.getTypeChecker();
    return (
      checker.getPropertyOfType(checker.getNonNullableType(services.getTypeAtLocation(node)), 'then') !== undefined
    );
  }

  /**
   * Whether the awaited value of an expression, or its property at `path`, may be null or undefined; null if it has no such
   * property.
   */
  isNullable(unit: Unit, node: TSESTree.Node, path: readonly string[]): boolean | null {
    const type = this.#typeAlong(unit, node, path);
    if (type === 'unknown' || type === 'missing') return null;
    const checker = unit.services!.program.getTypeChecker();
    return !isOpen(type) && checker.getNonNullableType(type) !== type;
  }

  #typeAlong(unit: Unit, node: TSESTree.Node, path: readonly string[]): ts.Type | 'unknown' | 'missing' {
    const { services } = unit;
    if (!services) return 'unknown';
    const checker = services.program.getTypeChecker();
    const given = services.getTypeAtLocation(node);
    let type = checker.getAwaitedType(given) ?? given;
    for (const name of path) {
      const value = checker.getNonNullableType(type);
      if ((value.flags & ANY) !== 0) return 'unknown';
      const property = checker.getPropertyOfType(value, name);
      if (!property) return 'missing';
      type = checker.getTypeOfSymbolAtLocation(property, services.esTreeNodeToTSNodeMap.get(node));
    }
    return type;
  }

  /** The tags in the declaration of a library function. */
  tags(unit: Unit, callee: TSESTree.Node): readonly Tag[] {
    const { services } = unit;
    const tagged = services && taggedFiles(services.program);
    if (!tagged || tagged.files.size === 0) return [];
    const isMember = callee.type === 'MemberExpression';
    if (isMember && (callee.property.type !== 'Identifier' || !tagged.names.has(callee.property.name))) return [];
    const symbol = services.getSymbolAtLocation(isMember ? callee.property : callee);
    return symbol ? tagsOf(resolved(services, symbol), tagged) : [];
  }

  /** Whether the type of an expression is unknown: it is `any`, or could not be found. */
  isUntyped(unit: Unit, node: TSESTree.Node): boolean {
    const type = unit.services?.getTypeAtLocation(node);
    return type === undefined || (type.flags & ANY) !== 0;
  }

  /** Whether a callee is a function in a variable, parameter or property that returns a boolean. */
  isPredicate(unit: Unit, callee: TSESTree.Node): boolean {
    const { services } = unit;
    const symbol = services?.getSymbolAtLocation(callee.type === 'MemberExpression' ? callee.property : callee);
    if (!services || !symbol || (symbol.flags & VALUE) === 0) return false;
    const checker = services.program.getTypeChecker();
    // `any` and `never` are assignable to both.
    const saysYesOrNo = (type: ts.Type): boolean =>
      checker.isTypeAssignableTo(type, checker.getBooleanType()) &&
      !checker.isTypeAssignableTo(type, checker.getVoidType());
    const signatures = checker.getNonNullableType(services.getTypeAtLocation(callee)).getCallSignatures();
    return signatures.length > 0 && signatures.every((signature) => saysYesOrNo(signature.getReturnType()));
  }

  /** Whether an imported callee is declared in a file of the program. */
  isOwn(unit: Unit, callee: TSESTree.Node): boolean {
    const symbol = unit.services?.getSymbolAtLocation(callee);
    return (
      symbol !== undefined &&
      resolved(unit.services!, symbol).declarations?.some((declaration) => !isLibrary(declaration.getSourceFile())) ===
        true
    );
  }

  /** The protocol of the result of a callable without an implementation, if it has the signature of `fetch`. */
  fetchLike(unit: Unit, callee: TSESTree.Node): Protocol | null {
    const { services } = unit;
    if (!services) return null;
    const symbol = this.#symbolOf(services, callee, true);
    const declaration = symbol?.declarations?.[0];
    if (!declaration || isLibrary(declaration.getSourceFile()) || this.#isImplemented(services, symbol)) return null;
    const type = services.getTypeAtLocation(callee);
    for (const signature of type.getCallSignatures()) {
      const protocol = this.#protocolOfPromise(signature.getReturnType());
      if (protocol && takesRequest(services, signature, declaration)) return protocol;
    }
    return null;
  }

  /**
   * Whether a call of `callee` could return a resource: the return type of a function of the program names one, or is unknown;
   * `as-given` if the caller chooses the type, `by-rejection` if only the error of its promise could have one.
   *
   * @param isGiven whether the call passes a function, which may get a resource for it
   */
  returnsResource(unit: Unit, callee: TSESTree.Node, isGiven: boolean): Provision {
    const { services } = unit;
    if (!services) return false;
    const symbol = this.#symbolOf(services, callee, isGiven);
    if (!symbol || (!isGiven && !this.#mayGive(services, symbol))) return false;
    const known = this.#providers.get(symbol);
    if (known !== undefined) return known;
    const isForeign = !resolved(services, symbol).declarations?.some(
      (declaration) => !isLibrary(declaration.getSourceFile()),
    );
    const may = isForeign ? false : this.#mayReturn(services, callee);
    // The value of a variable or a property may differ at each call.
    if (isForeign || (symbol.flags & VALUE) === 0) this.#providers.set(symbol, may);
    return may;
  }

  /** Whether a function is not one with a body that cannot get a resource. */
  #mayGive(services: ParserServicesWithProgram, symbol: ts.Symbol): boolean {
    const reach = ClientReach.of(services.program);
    return (
      resolved(services, symbol).declarations?.some((declaration) => {
        const { body, initializer } = declaration as { body?: ts.Node; initializer?: { body?: ts.Node } };
        return !(body ?? initializer?.body) || reach.at(declaration.getSourceFile(), declaration.pos);
      }) ?? true
    );
  }

  /**
   * The symbol of a callee; undefined if it can only be from a library, or in code that cannot get a resource, which is
   * determined without the types of its arguments.
   *
   * @param isAny whether code that cannot get a resource counts too
   */
  #symbolOf(services: ParserServicesWithProgram, callee: TSESTree.Node, isAny: boolean): ts.Symbol | undefined {
    const base = calledBase(callee);
    if (base && this.#givesOwnTypes(services, base)) return undefined;
    if (callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && !callee.computed) {
      const named = ClientReach.of(services.program).named(callee.property.name);
      if (named === 'missing' || (named === 'declared' && !isAny)) return undefined;
    }
    return services.getSymbolAtLocation(callee.type === 'MemberExpression' ? callee.property : callee);
  }

  /** Whether a function is from a library and returns a type of the library, not a type that its caller chooses. */
  #givesOwnTypes(services: ParserServicesWithProgram, callee: TSESTree.Identifier): boolean {
    const symbol = services.getSymbolAtLocation(callee);
    if (!symbol) return false;
    let known = this.#libraries.get(symbol);
    if (known === undefined) {
      const target = resolved(services, symbol);
      const isForeign = target.declarations?.every((declaration) => isLibrary(declaration.getSourceFile())) ?? false;
      known =
        isForeign &&
        services
          .getTypeAtLocation(callee)
          .getCallSignatures()
          .every((signature) => !signature.getReturnType().isTypeParameter());
      this.#libraries.set(symbol, known);
    }
    return known;
  }

  #mayReturn(services: ParserServicesWithProgram, callee: TSESTree.Node): Provision {
    const checker = services.program.getTypeChecker();
    const given = checker
      .getNonNullableType(services.getTypeAtLocation(callee))
      .getCallSignatures()
      .map((signature) => signature.getReturnType());
    if (given.some((type) => isUnknown(type) || mentionsResource(type, checker, 0))) return true;
    if (given.some((type) => (promiseArgument(type) ?? type).isTypeParameter())) return 'as-given';
    return given.some((type) => promiseArgument(type) !== undefined) && 'by-rejection';
  }

  /**
   * Whether the source has a body for the function that does more than throw; checked before its type, because the type may have
   * to be inferred from that body.
   */
  #isImplemented(services: ParserServicesWithProgram, symbol: ts.Symbol): boolean {
    return (
      resolved(services, symbol).declarations?.some((declaration) => {
        const { body, initializer } = declaration as { body?: ts.Node; initializer?: { body?: ts.Node } };
        const implementation = (body ?? initializer?.body) as { statements?: readonly ts.Node[] } | undefined;
        if (!implementation) return false;
        // Every function that only throws begins like this; for most others the file does not have to be parsed.
        if (implementation.statements?.[0]?.getText().startsWith('throw') !== true) return true;
        const definition = this.#definitionAt(services, declaration);
        return !definition || !isStub(definition);
      }) ?? false
    );
  }

  /** For a union, the common protocol of its members. */
  #protocolOfPromise(type: ts.Type): Protocol | null {
    const inner = promiseArgument(type);
    const protocols = new Set(
      (inner?.isUnion() ? inner.types : inner ? [inner] : []).flatMap((part) => {
        const entity = entityOfType(part);
        return (entity && protocolByType(nameOf(entity))) ?? [];
      }),
    );
    const [sole, ...others] = protocols;
    return others.length === 0 ? (sole ?? null) : null;
  }

  #definitionOf(services: ParserServicesWithProgram, given: ts.Symbol): Definition | null {
    const symbol = resolved(services, given);
    const declarations = symbol.declarations?.filter((declaration) => !isLibrary(declaration.getSourceFile())) ?? [];
    for (const declaration of declarations) {
      const found = this.#definitionAt(services, declaration);
      if (found) return found;
    }
    const [declared] = declarations;
    const implementation = declared && soleImplementation(services.program, declared);
    return implementation ? this.#definitionAt(services, implementation) : null;
  }

  #definitionAt(services: ParserServicesWithProgram, declaration: ts.Node): Definition | null {
    const unit = this.#units.get(services, declaration.getSourceFile());
    const node = unit?.services?.tsNodeToESTreeNodeMap.get(declaration);
    return unit && node ? definitionAt(unit, node) : null;
  }
}

/** `any` and `unknown`. */
const isOpen = ({ flags }: ts.Type): boolean => (flags & (ANY | UNKNOWN)) !== 0;

const resolved = ({ program }: ParserServicesWithProgram, symbol: ts.Symbol): ts.Symbol =>
  resolve(program.getTypeChecker(), symbol);

function definitionAt(unit: Unit, node: TSESTree.Node): Definition | null {
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return node.body ? { kind: 'function', unit, node } : null;
    case 'ClassDeclaration':
    case 'ClassExpression':
      return { kind: 'class', unit, node };
    case 'MethodDefinition':
      return node.kind === 'method' && isFunction(node.value) && node.value.body
        ? { kind: 'function', unit, node: node.value }
        : null;
    case 'PropertyDefinition':
    case 'Property':
      return node.value ? exportedAt(unit, node.value) : null;
    case 'VariableDeclarator':
      return node.init && node.id.type === 'Identifier' && isConstant(unit.variable(node.id)!)
        ? definitionAt(unit, node.init)
        : null;
    case 'ExportDefaultDeclaration':
      return definitionAt(unit, node.declaration);
    case 'ObjectExpression':
      return { kind: 'object', unit, node };
    case 'NewExpression': {
      const binding = bindingOf(unit, node.callee);
      return binding?.kind === 'class' ? { kind: 'instance', unit, node: binding.node } : null;
    }
    // CommonJS exports: `module.exports = request`, `exports.request = request`.
    case 'AssignmentExpression':
      return exportedAt(unit, node.right);
    case 'MemberExpression':
      return node.parent.type === 'AssignmentExpression' && node.parent.left === node
        ? exportedAt(unit, node.parent.right)
        : null;
    default:
      return isTransparent(node) ? definitionAt(unit, node.expression) : null;
  }
}

/** The definition of an export by its value or, like the properties of `{ request }`, by its name in the file. */
function exportedAt(unit: Unit, value: TSESTree.Node): Definition | null {
  if (value.type !== 'Identifier') return definitionAt(unit, value);
  const variable = unit.variable(value);
  const binding = variable && isConstant(variable) ? bindingOfVariable(variable) : null;
  return binding && binding.kind !== 'parameter' ? definitionAt(unit, binding.node) : null;
}

function takesRequest(services: ParserServicesWithProgram, signature: ts.Signature, at: ts.Node): boolean {
  const checker = services.program.getTypeChecker();
  const [target, init] = signature.getParameters().map((parameter) => checker.getTypeOfSymbolAtLocation(parameter, at));
  if (!target) return false;
  const parts = target.isUnion() ? target.types : [target];
  const names = parts.map((part) => part.getSymbol()?.name);
  if (names.includes(injectable.target.class)) return true;
  // The numbers of type flags depend on the version of TypeScript.
  if (!init || isOpen(target) || !checker.isTypeAssignableTo(checker.getStringType(), target)) return false;
  const options = checker.getNonNullableType(init);
  return injectable.options.names.filter((name) => options.getProperty(name)).length >= 2;
}
