/** Makes an ESLint rule of one kind of finding. */
import type { Rule } from 'eslint';
import type { RuleName } from '../findings/finding.js';
import { messageOf } from '../findings/wording.js';
import type { FixPlan } from '../fixes/fix-plan.js';
import { planFixes } from '../fixes/plan.js';
import { analyze, settingsOf, sourceFile } from './analysis.js';
import { isSeenByMarkup } from './markup.js';

export interface LeakRuleOptions {
  /** Also report leaks that occur only if a call throws. */
  readonly strict: boolean;
  /** `auto` uses type information if the parser supplies it; `off` never does. */
  readonly types: 'auto' | 'off';
  /** How fixes release a body; the default is what was measured to be better for the client. */
  readonly release?: 'cancel' | 'drain';
}

export interface RuleDocs {
  readonly description: string;
  /** Whether it is part of `configs.recommended`; `configs.strict` has them all. */
  readonly recommended: boolean;
}

/**
 * The rule that reports the findings of `name`; it makes no decision itself.
 *
 * @param repairs whether it plans repairs, which doubles the cost if there are findings
 */
export function defineLeakRule(name: RuleName, docs: RuleDocs, repairs = true): Rule.RuleModule {
  return {
    meta: {
      type: 'problem',
      fixable: 'code',
      hasSuggestions: true,
      docs: {
        ...docs,
        url: `https://github.com/eslint-plugin-http-leak/eslint-plugin-http-leak/blob/main/docs/rules/${name}.md`,
      },
      messages: {
        settings: 'The settings of http-leak are ignored: {{error}}.',
        leak: '{{message}}',
        review: '{{title}}. {{reason}}',
      },
      schema: [
        {
          type: 'object',
          properties: {
            strict: {
              type: 'boolean',
              description: 'Also report leaks on paths that occur only if a call throws.',
            },
            types: { enum: ['auto', 'off'], description: 'Whether to use the type information the parser supplies.' },
            release: {
              enum: ['cancel', 'drain'],
              description:
                'Whether fixes cancel the rest of a body or read and discard it; the default is what was measured to be better for the client.',
            },
          },
          additionalProperties: false,
        },
      ],
      defaultOptions: [{ strict: false, types: 'auto' }],
    },
    create(context) {
      const { strict, types, release } = context.options[0] as LeakRuleOptions;
      return {
        'Program:exit'() {
          const { sourceCode } = context;
          const { error, settings } = settingsOf(context);
          // Reported once for a file, by the rule that every configuration has.
          if (error !== null && name === 'no-unconsumed-body')
            context.report({ loc: { line: 1, column: 0 }, messageId: 'settings', data: { error } });
          const mode = { strict, types: types === 'auto' };
          const { findings } = analyze(context, mode);
          const own = findings.filter((finding) => finding.rule === name && !isSeenByMarkup(finding, context));
          const plans =
            repairs && own.length > 0
              ? planFixes(sourceFile(context), findings, own, { ...mode, release, settings })
              : [];
          for (const [index, finding] of own.entries()) {
            const [start, end] = finding.range;
            context.report({
              loc: { start: sourceCode.getLocFromIndex(start), end: sourceCode.getLocFromIndex(end) },
              messageId: 'leak',
              data: { message: inBlock(messageOf(finding), context) },
              ...(plans[index] ? fixesOf(plans[index]) : {}),
            });
          }
        },
      };
    },
  };
}

/** A processor passes blocks of a file, such as the code in Markdown: its lines are counted from the start of the block. */
function inBlock(message: string, { filename, physicalFilename }: Rule.RuleContext): string {
  return filename === physicalFilename ? message : message.replace(/\bon line (\d+)\b/g, 'on line $1 of this block');
}

/** A proven plan is a fix; one that a person has to check is a suggestion that says what to check. */
function fixesOf({
  verdict,
  title,
  reason,
  edits,
}: FixPlan): Partial<Pick<Rule.ReportDescriptorOptions, 'fix' | 'suggest'>> {
  const fix: Rule.ReportFixer = (fixer) => edits.map(({ range, text }) => fixer.replaceTextRange([...range], text));
  switch (verdict) {
    case 'safe':
      return { fix };
    case 'review':
      return { suggest: [{ messageId: 'review', data: { title, reason }, fix }] };
    case 'none':
      return {};
  }
}
