/** What the `package.json` of a project says. It is data: nothing is resolved or executed. */
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';

export type Manifest = Readonly<Record<string, unknown>>;

/** The manifest of a folder; empty if there is none that can be read. */
export function manifestIn(folder: string): Manifest {
  const file = path.join(folder, 'package.json');
  try {
    // A named pipe would block.
    const value: unknown = statSync(file).isFile() ? JSON.parse(readFileSync(file, 'utf8')) : null;
    return typeof value === 'object' && value !== null ? (value as Manifest) : {};
  } catch {
    return {};
  }
}

/** The packages that a manifest depends on, by name, with their ranges. */
export function declaredIn(manifest: Manifest): ReadonlyMap<string, string> {
  const parts = ['peerDependencies', 'optionalDependencies', 'dependencies', 'devDependencies'].map(
    (key) => manifest[key],
  );
  const entries = parts.flatMap((part) => (typeof part === 'object' && part ? Object.entries(part) : []));
  return new Map(entries.map(([name, range]) => [name, String(range)]));
}

/** The commands of a manifest. */
export function scriptsIn({ scripts }: Manifest): readonly string[] {
  return typeof scripts === 'object' && scripts
    ? Object.values(scripts).filter((script): script is string => typeof script === 'string')
    : [];
}

/** The version of a package that is installed for code in a folder; null if none is. */
export function installedVersion(name: string, folder: string): string | null {
  const { version } = manifestIn(path.join(folder, 'node_modules', name));
  if (typeof version === 'string') return version;
  const parent = path.dirname(folder);
  return parent === folder ? null : installedVersion(name, parent);
}
