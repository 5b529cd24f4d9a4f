/** Serves the built site below a path, as any server of files does. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

export interface Served {
  /** The address of the site, with a slash at its end. */
  readonly url: string;
  /** The scripts that were asked for since the last call, with their compressed sizes. */
  readonly loaded: () => ReadonlyMap<string, number>;
  readonly close: () => Promise<void>;
}

/** @param base below which the folder is served, with slashes at both ends */
export async function serve(folder: string, base: string): Promise<Served> {
  let asked = new Map<string, number>();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url!, 'http://localhost');
    if (!pathname.startsWith(base)) return response.writeHead(404).end();
    const name = pathname.slice(base.length);
    const file = path.join(folder, name === '' || name.endsWith('/') ? `${name}index.html` : name);
    try {
      const content = readFileSync(file);
      if (/\.(?:js|json)$/.test(file)) asked.set(path.basename(file), gzipSync(content).length);
      return response.writeHead(200, { 'content-type': TYPES[path.extname(file)] ?? 'text/plain' }).end(content);
    } catch {
      return response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${base}`,
    loaded() {
      const known = asked;
      asked = new Map();
      return known;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
