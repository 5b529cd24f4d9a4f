/** Adds a link below each ❌ and ✅ block of the pages of the rules, which opens it in the playground. */
import type { MarkdownRenderer } from 'vitepress';
import { examplesOf } from '../examples.js';

interface Environment {
  /** After rewrites: `rules/no-unconsumed-body.md`. */
  readonly relativePath?: string;
}

export function openInPlayground(md: MarkdownRenderer): void {
  const fence = md.renderer.rules.fence!;
  md.renderer.rules.fence = (tokens, index, options, env: Environment, self) => {
    const html = fence(tokens, index, options, env, self);
    const [, rule] = /^rules\/([\w-]+)\.md$/.exec(env.relativePath ?? '') ?? [];
    const example =
      rule === undefined ? undefined : examplesOf(rule).find(({ code }) => code === tokens[index]!.content);
    if (!example) return html;
    return `${html}<p class="open-in-playground"><a href="../playground.html#${example.hash}">Open in the playground</a></p>`;
  };
}
