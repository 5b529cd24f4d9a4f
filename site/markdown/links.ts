/** Links as they are written in the repository: those to pages lead to the page, those to other files to the repository. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { MarkdownRenderer } from 'vitepress';
import { pageOf } from '../pages.js';

const REPOSITORY = 'https://github.com/eslint-plugin-http-leak/eslint-plugin-http-leak/blob/main/';

interface Environment {
  /** The absolute path of the file; `path` is that of the page, where the two differ. */
  readonly realPath?: string;
  readonly path?: string;
}

/** @param root the folder of the repository */
export function links(md: MarkdownRenderer, root: string): void {
  md.core.ruler.push('links', ({ tokens, env }) => {
    const { realPath, path: page } = env as Environment;
    const absolute = realPath ?? page;
    // A title is parsed without its page, and has no links.
    if (absolute === undefined) return;
    const file = path.relative(root, absolute).split(path.sep).join('/');
    for (const token of tokens.flatMap(({ children }) => children ?? [])) {
      const href = token.type === 'link_open' ? token.attrGet('href') : null;
      if (href !== null && !/^(?:[a-z]+:|#|\/)/.test(href)) token.attrSet('href', linkFrom(file, href, root));
    }
  });
}

/** @throws if there is no such file; VitePress checks the links to pages */
function linkFrom(file: string, href: string, root: string): string {
  const [target, fragment] = href.split('#');
  const linked = path.posix.join(path.posix.dirname(file), target!);
  if (!existsSync(path.join(root, linked))) throw new Error(`${file} links to ${href}, which does not exist`);
  const [from, to] = [pageOf(file), pageOf(linked)];
  const hash = fragment === undefined ? '' : `#${fragment}`;
  if (to === null || from === null) return REPOSITORY + linked + hash;
  const relative = path.posix.relative(path.posix.dirname(from), to);
  return (relative.startsWith('.') ? relative : `./${relative}`) + hash;
}
