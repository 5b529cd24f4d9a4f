/** Packs the package as it would be published and checks what is inside, how it resolves, and that it works once installed. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const work = mkdtempSync(path.join(tmpdir(), 'http-leak-package-'));
const ALLOWED = /^package\/(?:dist\/.+\.(?:js|d\.ts)|dist\/verify\/cjs\/package\.json|README\.md|LICENSE|CHANGELOG\.md|package\.json)$/;

try {
  run('npm', ['pack', '--silent', '--pack-destination', work], root);
  const [tarball] = readdirSync(work).map((name) => path.join(work, name));

  const surplus = run('tar', ['-tzf', tarball], root).trim().split('\n').filter((entry) => !ALLOWED.test(entry));
  if (surplus.length > 0) throw new Error(`the package would contain ${surplus.join(', ')}`);

  run('npx', ['--no-install', 'publint', 'run', tarball, '--strict'], root);
  run('npx', ['--no-install', 'attw', tarball, '--profile', 'esm-only'], root);
  tryInstalled(tarball);
  console.log('package: contents, publint, types and a fresh installation are fine');
} catch (error) {
  console.error(error.stdout?.toString() ?? '', error.stderr?.toString() ?? '', error.message);
  process.exitCode = 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** Installs the tarball into an empty project, without the optional peers, and scans a leaking file. */
function tryInstalled(tarball) {
  const project = path.join(work, 'project');
  run('mkdir', ['-p', project], work);
  writeFileSync(path.join(project, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module' }));
  writeFileSync(
    path.join(project, 'leak.js'),
    "export async function load(url) {\n  const response = await fetch(url);\n  if (!response.ok) throw new Error('failed');\n  return response.json();\n}\n",
  );
  run('npm', ['install', '--no-audit', '--no-fund', '--silent', tarball], project);
  for (const [type, load] of [['module', 'const { verifyNone } = await import'], ['commonjs', 'const { verifyNone } = require']]) {
    const clean = `${load}('eslint-plugin-http-leak/verify'); verifyNone().then(() => console.log('none'));`;
    const says = run(process.execPath, [`--input-type=${type}`, '--eval', clean], project).trim();
    if (says !== 'none') throw new Error(`the companion, loaded as ${type}, says ${says}`);
  }
  const report = run('npx', ['--no-install', 'http-leak', 'scan', '--format', 'json'], project, 1);
  const { findings } = JSON.parse(report);
  if (findings.length !== 1 || findings[0].line !== 2) throw new Error(`the installed package reports ${report}`);
}

function run(command, args, cwd, expectedStatus = 0) {
  try {
    return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    if (error.status === expectedStatus) return error.stdout;
    throw error;
  }
}
