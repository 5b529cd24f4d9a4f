/** `npm run site` builds the site into site/dist, for any path of any server; `npm run site:dev` serves it and follows changes. */
import { fileURLToPath } from 'node:url';
import { build, createServer } from 'vitepress';
import { bundleEngine } from './engine/bundle.mjs';
import { BASE, relocate } from './relocate.mjs';

const folder = fileURLToPath(new URL('.', import.meta.url));
await bundleEngine();
if (process.argv.includes('--dev')) {
  const server = await createServer(folder);
  await server.listen();
  server.printUrls();
} else {
  process.env.SITE_BASE = BASE;
  await build(folder);
  relocate(`${folder}dist`);
}
