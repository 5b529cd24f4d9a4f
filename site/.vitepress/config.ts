/** The site: the documentation in docs/ and the pages around it, with the playground. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type DefaultTheme } from 'vitepress';
import { ruleNames } from '../examples.js';
import { openInPlayground } from '../markdown/open-in-playground.js';
import { links } from '../markdown/links.js';
import { NO_PAGES, REWRITES } from '../pages.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The heading of a page, as text. */
function titleOf(page: string): string {
  const [, title] = /^# (.+)$/m.exec(readFileSync(path.join(root, 'docs', `${page}.md`), 'utf8'))!;
  return title!.replaceAll('`', '').replace('http-leak/', '');
}

const entries = (...pages: readonly string[]): DefaultTheme.NavItemWithLink[] =>
  pages.map((page) => ({ text: titleOf(page), link: `/${page}` }));

const ENGINE = [
  'architecture',
  'engine/syntax',
  'engine/cfg',
  'engine/protocols',
  'engine/types',
  'engine/solver',
  'engine/typestate',
  'engine/values',
  'engine/calls',
  'engine/summaries',
  'engine/findings',
  'engine/fixes',
];

const sidebar: DefaultTheme.SidebarItem[] = [
  {
    text: 'Start',
    items: [
      { text: 'Introduction', link: '/introduction' },
      { text: 'Playground', link: '/playground' },
    ],
  },
  { text: 'Rules', items: entries(...ruleNames().map((name) => `rules/${name}`)) },
  {
    text: 'Use',
    items: entries('cli', 'settings', 'clients', 'typescript', 'editors-and-hooks', 'old-code', 'limitations'),
  },
  { text: 'Repair', items: entries('fixes', 'codemods/migrate', 'codemods/consume-body', 'codemods/close-agent') },
  { text: 'Run time', items: entries('testing', 'hunting-in-production') },
  { text: 'Evidence', items: entries('measurements', 'migrations', 'performance') },
  { text: 'Engine', collapsed: true, items: entries(...ENGINE) },
  {
    text: 'Project',
    items: [
      { text: 'Changes', link: '/changelog' },
      { text: 'Contributing', link: '/contributing' },
    ],
  },
];

/** Pages that no group has yet, so that each page of docs/ can be reached. */
function others(groups: readonly DefaultTheme.SidebarItem[]): DefaultTheme.SidebarItem[] {
  const listed = new Set(groups.flatMap(({ items }) => items ?? []).map(({ link }) => link));
  const pages = readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => file.slice(0, -'.md'.length).split(path.sep).join('/'))
    .filter((page) => !listed.has(`/${page}`));
  return pages.length === 0 ? [] : [{ text: 'More', items: entries(...pages.sort()) }];
}

export default defineConfig({
  title: 'http-leak',
  description: 'Finds every HTTP response whose body is never read, and shows the path that leaks it.',
  srcDir: '..',
  outDir: 'dist',
  base: process.env['SITE_BASE'] ?? '/',
  srcExclude: NO_PAGES,
  rewrites: REWRITES,
  lastUpdated: false,
  markdown: {
    theme: { light: 'github-light-high-contrast', dark: 'github-dark' },
    config(md) {
      openInPlayground(md);
      links(md, root);
    },
  },
  themeConfig: {
    nav: [
      { text: 'Introduction', link: '/introduction' },
      { text: 'Rules', link: '/rules/no-unconsumed-body', activeMatch: '/rules/' },
      {
        text: 'Guides',
        items: entries('cli', 'settings', 'old-code', 'editors-and-hooks', 'testing', 'hunting-in-production'),
      },
      { text: 'Measurements', link: '/measurements' },
      { text: 'Playground', link: '/playground' },
    ],
    sidebar: [...sidebar, ...others(sidebar)],
    outline: [2, 3],
    search: { provider: 'local' },
    socialLinks: [{ icon: 'github', link: 'https://github.com/eslint-plugin-http-leak/eslint-plugin-http-leak' }],
  },
});
