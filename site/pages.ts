/** Which files are pages of the site, and at which addresses. */

/** The pages outside of docs/, by the files that they are made from. */
const OWN: Readonly<Record<string, string>> = {
  'README.md': 'introduction.md',
  'CHANGELOG.md': 'changelog.md',
  'CONTRIBUTING.md': 'contributing.md',
  'examples/README.md': 'examples.md',
};

/** The page of a file, both with slashes and from their roots; null for a file that is none. */
export function pageOf(file: string): string | null {
  const [, inFolder] = /^(?:docs|site\/pages)\/(.+\.md)$/.exec(file) ?? [];
  return OWN[file] ?? inFolder ?? null;
}

/** The same as patterns of VitePress. */
export const REWRITES = {
  ...OWN,
  'docs/:page.md': ':page.md',
  'docs/:folder/:page.md': ':folder/:page.md',
  'site/pages/:page.md': ':page.md',
};

/** What is no page although it is Markdown. */
export const NO_PAGES = ['bench/**', 'scripts/**', 'src/**', 'tests/**', 'coverage/**', 'site/*.md'];
