/**
 * Finds sentences that are hard to read: too long, or with a word of the list in prose-words.mjs. A code span is one word; code blocks,
 * quotes and HTML are left out. In tables only the words are checked.
 */
import { parsers } from 'prettier/plugins/markdown';
import { UNCLEAR } from './prose-words.mjs';

export { HIDING } from './prose-words.mjs';

/** The most words of a sentence. */
export const MAX_WORDS = 25;

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });
const unclear = UNCLEAR.flatMap(({ words, instead }) =>
  words.map((word) => ({ word, instead, pattern: new RegExp(`(?<![\\w-])${escaped(word)}(?![\\w-])`, 'i') })),
);
/** What stands for code in a text. A sentence may begin with it. */
const CODE = 'Code';

/**
 * @param {string} name of the page, for the messages
 * @param {string} markdown
 * @returns {string[]} one line for each problem
 */
export function pageProblems(name, markdown) {
  return blocksOf(parsers.markdown.parse(markdown, { originalText: markdown })).flatMap(({ node, isCell }) =>
    textProblems(`${name}:${node.position.start.line}`, plainText(node), isCell ? Infinity : MAX_WORDS),
  );
}

/**
 * @param {string} place for the messages
 * @param {string} text without Markdown
 * @param {number} [most] words of a sentence
 * @returns {string[]} one line for each problem
 */
export function textProblems(place, text, most = MAX_WORDS) {
  const sentences = [...segmenter.segment(text.replace(/\s+/g, ' '))].map(({ segment }) => segment.trim());
  return sentences.flatMap((sentence) => [
    ...unclear
      .filter(({ pattern }) => pattern.test(sentence))
      .map(({ word, instead }) => `${place}: "${word}": write ${instead}: ${sentence}`),
    ...(wordsIn(sentence) > most ? [`${place}: ${wordsIn(sentence)} words, more than ${most}: ${sentence}`] : []),
  ]);
}

/** The text with code spans replaced, as in a message of the rules. */
export const withoutSpans = (text) => text.replace(/`[^`]*`/g, CODE);

/** Paragraphs, headings and cells of tables. */
function blocksOf(node, isCell = false) {
  if (node.type === 'paragraph' || node.type === 'heading') return [{ node, isCell }];
  if (node.type === 'tableCell') return [{ node, isCell: true }];
  return node.type === 'blockquote' ? [] : (node.children ?? []).flatMap((child) => blocksOf(child));
}

function plainText(node) {
  if (node.type === 'inlineCode') return CODE;
  // A list of links is no sentence.
  if (node.type === 'paragraph' && node.children.every((child) => child.type === 'link' || child.value?.trim() === '·'))
    return '';
  return node.type === 'html' ? '' : (node.value ?? (node.children ?? []).map(plainText).join(''));
}

const wordsIn = (sentence) => sentence.split(' ').filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

function escaped(word) {
  return word.replace(/[.]/g, '\\.').replaceAll(' ', '\\s+');
}
