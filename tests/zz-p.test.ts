import { it } from 'vitest';
import { readFileSync } from 'node:fs';
import { applyEdits } from '/tmp/wt/cert/src/fixes/edits.js';
import { plansOf } from '/tmp/wt/cert/tests/fixes/support.js';
it('p', () => {
  const code = readFileSync(process.env.FILE!, 'utf8');
  for (const { finding, plan } of plansOf(code, { filename: 'file.ts' })) {
    console.log(finding.rule, finding.line, finding.exits.map((e) => `${e.kind}@${e.line}`).join(), plan.verdict, plan.reason);
    console.log(plan.considered.map((c) => `   ${c.isChosen ? '*' : ' '} ${c.strategy}: ${c.verdict} ${c.reason}`).join('\n'));
    console.log(applyEdits(code, plan.edits));
  }
});
