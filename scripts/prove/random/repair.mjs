/** Repairs a program as the codemods do, and says what was promised of which request. */

export const RULES = ['no-unconsumed-body', 'no-unclosed-agent'];

/**
 * @param engine `{ parseFile, analyzeFile, planFixes, rounds }`, of the sources or of the build
 * @returns a function of a text: what `fix` makes of it, and, where that leaves suggestions, what the first of them make of that. Each has its `way`,
 *   the repaired `text`, what was `applied` in all and what is `left`: a rule, a strategy, what to check, whether the variable
 *   `isCaptured`, and the `tag`, which is the number of the request in its address, or undefined; `leftByErrors()` gives the tags
 *   of what is left open where any call may throw
 */
export function repairWith({ parseFile, analyzeFile, planFixes, rounds }) {
  const filename = 'program.js';
  // Suggestions begin with the text that the fixes ended with.
  let last = { text: null, planned: [] };
  const plan = (text) => {
    if (last.text !== text) last = { text, planned: planned(text) };
    return last.planned;
  };
  const found = (source, strict) => analyzeFile(source, { strict, types: false, filename }).findings;
  const planned = (text) => {
    const source = parseFile(text, filename);
    const findings = found(source, false);
    const asked = findings.filter(({ rule }) => RULES.includes(rule));
    const plans = planFixes(source, findings, asked, { types: false });
    return asked.map((finding, index) => ({
      finding,
      plan: plans[index],
      isCaptured: isCaptured(source, finding),
    }));
  };
  const told = (text, offset, { finding, plan: chosen, reason, isCaptured: captured }) => ({
    rule: finding.rule,
    tag: tagOf(text, offset),
    isCaptured: captured,
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
      leftByErrors: () => found(parseFile(value.text, filename), true).map(({ range }) => tagOf(value.text, range[0])),
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

/**
 * Whether a function inside the one that has the variable of what is found mentions it, or one that gets its value from there, or it is passed to a call beside
 * a function: the engine takes it for handed on then.
 */
function isCaptured({ ast, scopeManager, visitorKeys }, { range }) {
  const isIn = (inner, outer) => outer && inner[0] >= outer[0] && inner[1] <= outer[1];
  const given = [];
  const visit = (node) => {
    if (node.type === 'VariableDeclarator' && node.init) given.push({ to: node.id.range, from: node.init.range });
    if (node.type === 'AssignmentExpression') given.push({ to: node.left.range, from: node.right.range });
    const children = visitorKeys[node.type].flatMap((key) => node[key] ?? []);
    for (const child of children) if (child) visit(child);
  };
  visit(ast);
  const references = scopeManager.scopes.flatMap((scope) => scope.references).filter(({ resolved }) => resolved);
  const reached = new Set();
  const follow = (value) => {
    const places = given.filter(({ from }) => isIn(value, from)).map(({ to }) => to);
    for (const { identifier, resolved } of references) {
      if (reached.has(resolved) || !places.some((place) => isIn(identifier.range, place))) continue;
      reached.add(resolved);
      for (const mention of resolved.references) follow(mention.identifier.range);
    }
  };
  follow(range);
  const isFunction = (node) =>
    references.some(({ identifier, resolved }) => identifier === node && resolved.defs[0]?.type === 'FunctionName');
  const isPassedBeside = ({ parent }) => parent?.type === 'CallExpression' && parent.arguments.some(isFunction);
  return [...reached].some(({ references: mentions, scope }) =>
    mentions.some(({ from, identifier }) => from.variableScope !== scope.variableScope || isPassedBeside(identifier)),
  );
}
