/** What would be written to repair a finding, or why nothing would be, and who was asked. */
import type { Finding } from '../findings/finding.js';
import type { Considered } from '../fixes/fix-plan.js';
import { planFixes, type FixOptions } from '../fixes/plan.js';
import type { SourceFile } from '../syntax/unit.js';

/**
 * The lines about the repair of a finding.
 *
 * @param all every finding of the file
 */
export function repairText(
  source: SourceFile,
  all: readonly Finding[],
  finding: Finding,
  options: FixOptions,
): string[] {
  const { verdict, reason, title, considered } = planFixes(source, all, [finding], options)[0]!;
  const heads = {
    safe: `repair: ${title}`,
    review: `repair to be checked: ${title}. ${reason}`,
    none: `no repair: ${reason}`,
  };
  // Where only one was asked, the plan is what it said.
  return [heads[verdict], ...(considered.length > 1 ? considered.map(answerText) : [])];
}

const answerText = ({ strategy, verdict, reason, isChosen }: Considered): string =>
  `  ${strategy}: ${isChosen && verdict !== 'none' ? 'chosen' : VERDICTS[verdict]}${reason === '' ? '' : `, ${reason}`}`;

const VERDICTS = { safe: 'safe', review: 'to be checked', none: 'refused' } as const;
