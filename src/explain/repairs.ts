/** Describes the repair of a finding, or why there is none, and the strategies that were tried. */
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
  // If only one strategy was tried, the plan already has its result.
  return [heads[verdict], ...(considered.length > 1 ? considered.map(answerText) : [])];
}

const answerText = ({ strategy, verdict, reason, isChosen }: Considered): string =>
  `  ${strategy}: ${isChosen && verdict !== 'none' ? 'chosen' : VERDICTS[verdict]}${reason === '' ? '' : `, ${reason}`}`;

const VERDICTS = { safe: 'safe', review: 'to be checked', none: 'refused' } as const;
