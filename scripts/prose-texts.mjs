/** The texts in the sources that a user reads: messages, reasons, titles, help. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse, simpleTraverse } from '@typescript-eslint/typescript-estree';
import { globby } from 'globby';

/** Pages of HTML: their texts are not sentences. */
const PAGES = '!src/cli/reporters/html/**';
/** A literal with fewer words is a name. */
const FEWEST_WORDS = 4;

/**
 * @param {string} root of the repository
 * @returns {Promise<{ place: string, text: string }[]>} each line of each literal that is prose; `${…}` counts as a code span
 */
export async function textsIn(root) {
  const files = await globby(
    ['src/{cli,codemods,explain,findings,fixes,protocols,rules,types,verify}/**/*.ts', PAGES],
    { cwd: root },
  );
  return files.sort().flatMap((file) => textsOf(file, readFileSync(path.join(root, file), 'utf8')));
}

function textsOf(file, source) {
  const texts = [];
  simpleTraverse(parse(source, { loc: true }), {
    enter(node) {
      const text = textOf(node);
      for (const line of text?.split('\n') ?? [])
        if (isProse(line)) texts.push({ place: `${file}:${node.loc.start.line}`, text: line });
    },
  });
  return texts;
}

function textOf(node) {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type === 'TemplateLiteral') return node.quasis.map(({ value }) => value.cooked).join('Code');
  return null;
}

const isProse = (line) =>
  line.split(' ').filter((word) => /^[(`"']?\p{L}+[,.:;)`"']*$/u.test(word)).length >= FEWEST_WORDS;
