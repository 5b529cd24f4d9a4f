import { it } from 'vitest';
import { lint } from './support/lint.js';
import { bodyGraph } from './cfg/support.js';
it('p', () => {
  for (const loop of ['for (;;)', 'while (true)', 'for (let i = 0; ; i++)', 'while (url)', 'for (const a of url)'])
    for (const jump of ['continue;', '{ continue; }', '{ await url; continue; }', '{}'])
    console.log(loop, jump, lint(`async function retry(url) { ${loop} {\n const res = await fetch(url);\n if (res.status === 429) ${jump}\n else return res.text();\n } }`).map((m) => m.message.slice(0, 90)));
  console.log(bodyGraph(`for (;;) {\n const res = await fetch(url);\n if (res.status === 429) continue;\n return res.text(); }`));
});
