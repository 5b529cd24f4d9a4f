/** What a migration of a large project costs: `npm run bench:migrate -- [files]`. A typed project is generated, a tenth of whose files leak. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const total = Number(process.argv[2] ?? 5000);
const folder = mkdtempSync(path.join(tmpdir(), 'http-leak-bench-'));
const measure = path.join(folder, 'measure.mjs');

mkdirSync(path.join(folder, 'src'));
symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
writeFileSync(
  path.join(folder, 'tsconfig.json'),
  '{ "compilerOptions": { "strict": true, "module": "nodenext", "target": "es2022", "types": ["node"], "noEmit": true }, "include": ["src"] }',
);
writeFileSync(
  measure,
  "process.on('exit', () => process.stderr.write(`\\npeak ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB, ${Math.round(process.uptime())} s, CPU ${Math.round((process.resourceUsage().userCPUTime + process.resourceUsage().systemCPUTime) / 1e6)} s\\n`));\n",
);
for (let index = 0; index < total; index++) writeFileSync(path.join(folder, 'src', `m${index}.ts`), moduleText(index));

const { stdout, stderr, status, signal } = spawnSync(
  process.execPath,
  ['--import', measure, path.join(root, 'dist/cli/main.js'), 'migrate', '--json'],
  { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 30 },
);
console.log(stdout === '' ? `failed: ${status ?? signal}` : JSON.stringify(JSON.parse(stdout).summary));
console.log(stderr.trim());
rmSync(folder, { recursive: true });

/** Some 50 lines, importing two files before it. */
function moduleText(index) {
  const imported = index < 10 ? [] : [Math.floor(index / 10), Math.floor(index / 2)];
  const imports = imported.map((other) => `import { load${other} } from './m${other}.js';`);
  const rows = Array.from(
    { length: 12 },
    (_, row) =>
      `export function step${row}(value: number): number {\n  return value > ${row} ? value - ${row} : Math.abs(value);\n}`,
  );
  const release = index % 10 === 0 ? '' : '    await response.body?.cancel();\n';
  return `${imports.join('\n')}
export interface Answer${index} { readonly id: number; readonly names: readonly string[] }
${rows.join('\n')}
export async function load${index}(url: string): Promise<Answer${index}> {
  const response = await fetch(url);
  if (!response.ok) {
${release}    throw new Error(\`\${response.status}\`);
  }
  return (await response.json()) as Answer${index};
}
export const before${index} = [${imported.map((other) => `load${other}`).join(', ')}];
`;
}
