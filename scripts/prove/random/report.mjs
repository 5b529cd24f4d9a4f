/** A failure as it is told. */

/** @param failure of search.mjs */
export function wordsOf({ seed, path, way, kind, scenario, before, text, was, now, applied }) {
  return [
    `== ${kind}, repaired by ${way === 'safe' ? '`fix`' : 'the first suggestions'}; again by --seed ${seed} --path ${path}`,
    ...applied.map(({ rule, strategy, reason }) => `   ${rule}: ${strategy}${reason ? ` (${reason})` : ''}`),
    ...(scenario ? [`   ${scenario.calls.length} at once: ${JSON.stringify(scenario)}`] : []),
    '-- before',
    before.trimEnd(),
    '-- after',
    text.trimEnd(),
    '-- was',
    was,
    '-- is',
    now,
    '',
  ].join('\n');
}
