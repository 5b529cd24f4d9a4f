/** Finds the `tsconfig.json` of a file. */
import { statSync } from 'node:fs';
import path from 'node:path';
import type { ProjectConfig } from '../types/project-config.js';
import { refuseOthers, whyUnreadable } from './files.js';
import type { Problem } from './result.js';

const CONFIG_FILES = ['tsconfig.json', 'jsconfig.json'];

/** Files of one project, so that its programs can be dropped before the next is read. */
export interface ProjectBatch {
  /** Files that the configuration, or one that it references, includes. */
  readonly included: readonly string[];
  /** Files near it that it does not include: part of a program if an included file imports them, else of no project. */
  readonly others: readonly string[];
  /** The configuration whose options map the modules of the other files; undefined if it maps none. */
  readonly mapping: string | undefined;
  /** The configuration with which a compiler checks a file of the batch; none for files without a configuration. */
  readonly configs: ReadonlyMap<string, string>;
}

export interface Projects {
  readonly batches: readonly ProjectBatch[];
  /** The errors of the configurations that are used for some file. */
  readonly problems: readonly Problem[];
}

interface Batch extends ProjectBatch {
  readonly included: string[];
  readonly others: string[];
  readonly configs: Map<string, string>;
}

/** A file belongs to the nearest configuration upwards that includes it, or else to the other files of the nearest one. */
export function groupByProject(
  files: readonly string[],
  cwd: string,
  read: (configFile: string) => ProjectConfig,
): Projects {
  const chains = new Map<string, readonly string[]>();
  const configs = new Map<string, ProjectConfig>();
  const batches = new Map<string | undefined, Batch>();
  const problems: Problem[] = [];

  for (const file of files) {
    const chain = configsAbove(path.dirname(file));
    const owner = chain.find((config) => readOnce(config).files.has(slashed(file)));
    const batch = batchOf(owner ?? chain[0]);
    const config = owner === undefined ? chain[0] : readOnce(owner).files.get(slashed(file));
    if (config !== undefined) batch.configs.set(file, config);
    (owner === undefined ? batch.others : batch.included).push(file);
  }
  return { batches: [...batches.values()], problems };

  /** The configuration files in `folder` and above, nearest first. */
  function configsAbove(folder: string): readonly string[] {
    const known = chains.get(folder);
    if (known) return known;
    const own = CONFIG_FILES.map((name) => path.join(folder, name)).find(isConfig);
    const parent = path.dirname(folder);
    const above = parent === folder ? [] : configsAbove(parent);
    const chain = own === undefined ? above : [own, ...above];
    chains.set(folder, chain);
    return chain;
  }

  /** Skips entries with the name of a configuration that are not files. */
  function isConfig(candidate: string): boolean {
    try {
      const found = statSync(candidate, { throwIfNoEntry: false });
      if (found) refuseOthers(found);
      return found !== undefined;
    } catch (error) {
      problems.push({ kind: 'config', file: candidate, message: whyUnreadable(error, candidate, cwd) });
      return false;
    }
  }

  function readOnce(config: string): ProjectConfig {
    const known = configs.get(config) ?? read(config);
    configs.set(config, known);
    return known;
  }

  function batchOf(config: string | undefined): Batch {
    const known = batches.get(config);
    if (known) return known;
    const read = config === undefined ? undefined : readOnce(config);
    for (const message of read?.errors ?? []) problems.push({ kind: 'config', file: config!, message });
    const batch: Batch = {
      included: [],
      others: [],
      configs: new Map(),
      mapping: read?.mapsModules ? config : undefined,
    };
    batches.set(config, batch);
    return batch;
  }
}

function slashed(file: string): string {
  return path.sep === '/' ? file : file.replaceAll(path.sep, '/');
}
