import type { Rule } from 'eslint';

/** The rule without its fixes, for tables about what is reported and how; `tests/fixes` is about the fixes. */
export function reportOnly(rule: Rule.RuleModule): Rule.RuleModule {
  const { fixable, hasSuggestions, ...meta } = rule.meta ?? {};
  return {
    meta,
    create(context) {
      const silent = Object.create(context, {
        report: {
          value: (descriptor: Rule.ReportDescriptor) => {
            const { fix, suggest, ...report } = descriptor;
            context.report(report);
          },
        },
      }) as Rule.RuleContext;
      return rule.create(silent);
    },
  };
}
