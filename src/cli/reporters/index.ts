/** The formats of a scan. */
import type { Colors } from 'picocolors/types.js';
import plugin from '../../index.js';
import { version } from '../../packages/own.js';
import type { Format, ScanArguments } from '../args.js';
import { PREFIX } from '../collector.js';
import type { RuleName } from '../../findings/finding.js';
import { isIncomplete, type ScanResult } from '../result.js';
import { formatGithub } from './github.js';
import { formatGitlab } from './gitlab.js';
import { formatHtml } from './html/index.js';
import { formatJson } from './json.js';
import { formatPretty } from './pretty.js';
import { formatRdjson } from './rdjson.js';
import { RULE_TEXTS } from './rule-texts.js';
import { formatSarif, type RuleDescription } from './sarif.js';

const DEFAULT_WIDTH = 120;

interface Surface {
  readonly cwd: string;
  readonly colors: Colors;
  /** Columns of the terminal; undefined if the report does not go to one. */
  readonly width: number | undefined;
}

const WITH_REPAIRS: ReadonlySet<Format> = new Set(['html', 'sarif', 'rdjson']);

/** Whether a format has a place for repairs. */
export const showsRepairs = (format: Format): boolean => WITH_REPAIRS.has(format);

/** The report as text, in the format that was asked for. */
export function formatReport(
  result: ScanResult,
  { format, summary }: Pick<ScanArguments, 'format' | 'summary'>,
  { cwd, colors, width = DEFAULT_WIDTH }: Surface,
): string {
  switch (format) {
    case 'pretty':
      return formatPretty(result, { cwd, colors, width, summary });
    case 'html':
      return formatHtml(result, { cwd, version, rules: ruleDescriptions() });
    case 'json':
      return formatJson(result, cwd);
    case 'sarif':
      return formatSarif(result, { cwd, version, rules: ruleDescriptions(), complete: !isIncomplete(result) });
    case 'github':
      return formatGithub(result, cwd);
    case 'gitlab':
      return formatGitlab(result, cwd);
    case 'rdjson':
      return formatRdjson(result, { cwd, rules: ruleDescriptions() });
  }
}

function ruleDescriptions(): RuleDescription[] {
  return Object.entries(plugin.rules).map(([name, rule]) => ({
    id: `${PREFIX}/${name}`,
    description: rule.meta?.docs?.description ?? name,
    ...RULE_TEXTS[name as RuleName],
    ...(rule.meta?.docs?.url === undefined ? {} : { url: rule.meta.docs.url }),
  }));
}
