/** A headless Chromium: the one that CHROMIUM names, else the one of `@sparticuz/chromium`, a package for Linux on x64. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { chromium } from 'playwright-core';

const modules = fileURLToPath(new URL('../../node_modules/', import.meta.url));
const cache = path.join(modules, '.cache');

/** Why there is no browser here; null if there is one. On CI a browser is required, so that the tests cannot be left out there. */
export function whyNoBrowser(): string | null {
  if (process.env['CHROMIUM'] !== undefined || process.env['CI'] === 'true') return null;
  return process.platform === 'linux' && process.arch === 'x64'
    ? null
    : `CHROMIUM does not name a browser, and no package has one for ${process.platform} on ${process.arch}`;
}

/** @throws if the browser does not start */
export async function launch(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM'] ?? (await unpacked());
  return chromium.launch({ executablePath, args: ['--disable-gpu', '--no-zygote'] });
}

/** The package has the browser compressed; it is unpacked once. */
async function unpacked(): Promise<string> {
  const manifest = readFileSync(path.join(modules, '@sparticuz/chromium/package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  const folder = path.join(cache, `chromium-${version}`);
  const executable = path.join(folder, 'chromium');
  if (existsSync(executable)) return executable;
  mkdirSync(cache, { recursive: true });
  const unfinished = mkdtempSync(path.join(cache, 'unfinished-'));
  const { TMPDIR } = process.env;
  // The package unpacks into the temporary folder.
  process.env['TMPDIR'] = unfinished;
  try {
    const { default: packed } = await import('@sparticuz/chromium');
    await packed.executablePath();
    renameSync(unfinished, folder);
  } finally {
    if (TMPDIR === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = TMPDIR;
    rmSync(unfinished, { recursive: true, force: true });
  }
  return executable;
}
