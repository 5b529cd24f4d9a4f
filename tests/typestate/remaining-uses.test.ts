/** Which exits `strict` follows through calls that might throw: all as long as code can still use the response, and few once none can. */
import { describe, expect, it } from 'vitest';
import { analyzeFile } from '../../src/findings/analyze-file.js';
import { parseFile } from '../../src/types/parse-file.js';

/** The exits of the first response of a function, by kind and line. */
function exitsOf(...lines: readonly string[]): readonly string[] {
  const source = parseFile(['async function f(url, log) {', ...lines, '}'].join('\n'), 'file.js');
  const { findings } = analyzeFile(source, { strict: true, types: false, filename: 'file.js' });
  const [first] = findings;
  return first?.rule === 'no-unconsumed-body' ? first.exits.map(({ kind, line }) => `${kind} ${line}`) : [];
}

const attempt = 'try { r = await fetch(url); if (!r.ok) throw new Error(); await r.text(); } catch (e) { log(e); }';

describe('a response that a path has lost for good', () => {
  it('is reported at the next overwrites, not behind all attempts that might fail as well', () => {
    const exits = exitsOf('let r;', attempt, attempt, attempt, attempt, attempt);
    expect(exits).toContain('overwrite 4');
    expect(exits).not.toContain('overwrite 7');
  });

  it('is reported behind the first call that throws into a handler', () => {
    expect(exitsOf('const r = await fetch(url);', 'try { log(1); } catch { return 1; }', 'return 2;')).toEqual([
      'return 3',
      'return 4',
    ]);
  });
});

describe('a response that code can still read', () => {
  it('is followed through one failing call after the other, where only the last of them loses it', () => {
    expect(
      exitsOf(
        'const r = await fetch(url);',
        'try { log(1); } catch {',
        '  try { log(2); } catch { return 1; }',
        '}',
        'return r.text();',
      ),
    ).toContain('return 4');
  });

  it('is no leak if it is read behind all of them', () => {
    expect(
      exitsOf(
        'const r = await fetch(url);',
        'try { log(1); } catch {}',
        'try { log(2); } catch {}',
        'try { log(3); } catch {}',
        'return r.text();',
      ),
    ).toEqual([]);
  });
});
