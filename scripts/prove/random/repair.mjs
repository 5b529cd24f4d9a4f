/** Repairs a program as the codemods do, and says what was promised of which request. */

export const RULES = ['no-unconsumed-body', 'no-unclosed-agent'];

/**
 * @param engine `{ parseFile, analyzeFile, planFixes, rounds }`, of the sources or of the build
 * @returns a function of a text: what `fix` makes of it, and, where that leaves suggestions, what the first of them make of that. Each has its `way`,
 *   the repaired `text`, what was `applied` in all and what is `left`: a rule, a strategy, what to check, and the `tag`, which is the number of
 *   the request in its address, or undefined
 */
export function repairWith({ parseFile, analyzeFile, planFixes, rounds }) {
  const filename = 'program.js';
  const plan = (text) => {
    const source = parseFile(text, filename);
    const { findings } = analyzeFile(source, { strict: false, types: false, filename });
    const asked = findings.filter(({ rule }) => RULES.includes(rule));
    const plans = planFixes(source, findings, asked, { types: false });
    return asked.map((finding, index) => ({ finding, plan: plans[index] }));
  };
  const told = (text, offset, { finding, plan: chosen, reason }) => ({
    rule: finding.rule,
    tag: tagOf(text, offset),
    strategy: chosen.considered.find(({ isChosen }) => isChosen)?.strategy,
    verdict: chosen.verdict,
    reason,
  });
  const apply = (text, way) => {
    const steps = rounds(text, way);
    let step = steps.next();
    while (step.done !== true) step = steps.next(plan(step.value));
    const { value } = step;
    return {
      way,
      text: value.text,
      applied: value.applied.map((site) => told(text, site.origin, site)),
      left: value.left.map((site) => told(value.text, site.finding.range[0], site)),
    };
  };
  return (text) => {
    const fixed = apply(text, 'safe');
    if (!fixed.left.some(({ verdict }) => verdict === 'review')) return [fixed];
    const suggested = apply(fixed.text, 'review');
    return [fixed, { ...suggested, applied: [...fixed.applied, ...suggested.applied] }];
  };
}

/** The number at the end of the only address in the statement that begins on this line. */
function tagOf(text, offset) {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  const tags = text.slice(start, end < 0 ? undefined : end).match(/(?<=\/)\d+(?=`)/g) ?? [];
  return tags.length === 1 ? tags[0] : undefined;
}
