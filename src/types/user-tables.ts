/** Matches calls with the user's settings. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { ClientSetting, HelperSetting, Settings, Specifier } from '../protocols/settings.js';
import { memberName, unwrap } from '../syntax/nodes.js';
import { isOwnModule, type Entity } from './entity.js';

export class UserTables {
  readonly #settings: Settings;
  readonly isEmpty: boolean;
  readonly hasClients: boolean;

  constructor(settings: Settings) {
    this.#settings = settings;
    this.hasClients = settings.clients.length > 0;
    this.isEmpty = !this.hasClients && settings.helpers.length === 0;
  }

  client(callee: TSESTree.Node, entity: Entity | null): ClientSetting | null {
    return this.#settings.clients.find((one) => matches(one.callee, callee, entity)) ?? null;
  }

  helper(callee: TSESTree.Node, entity: Entity | null): HelperSetting['effect'] | null {
    return this.#settings.helpers.find((one) => matches(one.callee, callee, entity))?.effect ?? null;
  }
}

function matches(specifier: Specifier, callee: TSESTree.Node, entity: Entity | null): boolean {
  switch (specifier.from) {
    case 'package':
      return (
        entity !== null &&
        entity.module === specifier.package &&
        (entity.path === specifier.name || (specifier.name === 'default' && entity.path === ''))
      );
    case 'lib':
      return entity?.module === 'global' && entity.path === specifier.name;
    case 'file': {
      const isOwn = entity === null || isOwnModule(entity.module);
      if (!isOwn || (specifier.path !== undefined && !isAt(entity, specifier.path))) return false;
      return (
        writtenName(callee) === specifier.name ||
        entity?.path === specifier.name ||
        writtenName(callee)?.endsWith(`.${specifier.name}`) === true
      );
    }
  }
}

/** Whether an import of the program comes from a file with this path, relative to the root of the project. */
function isAt(entity: Entity | null, path: string): boolean {
  if (!entity) return false;
  const bare = (file: string): string => file.replace(/\.[cm]?[jt]sx?$/, '').replace(/^(?:\.{1,2}\/)+/, '');
  return bare(path).endsWith(bare(entity.module)) || bare(entity.module).endsWith(bare(path));
}

/** `api.get` as it is written in the source. */
function writtenName(callee: TSESTree.Node): string | null {
  const node = unwrap(callee);
  if (node.type === 'Identifier') return node.name;
  if (node.type !== 'MemberExpression') return null;
  const owner = node.object.type === 'ThisExpression' ? 'this' : writtenName(node.object);
  const name = memberName(node);
  return owner === null || name === null ? null : `${owner}.${name}`;
}
