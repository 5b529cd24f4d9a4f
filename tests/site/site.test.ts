/** The built site in a real browser, served from a folder below a path. */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createContext, runInContext } from 'node:vm';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { examplesOf, ruleNames } from '../../site/examples.js';
import type { Answer, Question } from '../../site/engine/protocol.js';
import { analyzeFile } from '../../src/findings/analyze-file.js';
import type { RuleName } from '../../src/findings/finding.js';
import { parseFile } from '../../src/types/parse-file.js';
import { launch, whyNoBrowser } from './browser.js';
import { contrastIn } from './contrast.js';
import { serve, type Served } from './server.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const dist = path.join(root, 'site/dist');

/** The most that the playground loads before it answers, compressed; types are not part of it. */
const MOST_BYTES = 1_500_000;

/** Where the site is served. */
const BASE = '/some/where/';

const why = whyNoBrowser();
if (why !== null) console.warn(`The site is not tested: ${why}.`);

describe.skipIf(why !== null)('the site', () => {
  let browser: Browser;
  let site: Served;
  let context: BrowserContext;
  let page: Page;
  /** What the page has complained of, and what it has asked of other servers. */
  let complaints: string[];

  beforeAll(async () => {
    if (!isBuilt()) await promisify(execFile)('npm', ['run', '--silent', 'site'], { cwd: root });
    [browser, site] = await Promise.all([launch(), serve(dist, BASE)]);
  }, 900_000);

  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  async function openPage(at: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<void> {
    context = await browser.newContext({ viewport: { width: 1400, height: 900 }, ...options });
    page = await context.newPage();
    page.setDefaultTimeout(20_000);
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('request', (request) => {
      if (!/^(?:blob|data):/.test(request.url()) && !request.url().startsWith(site.url)) complaints.push(request.url());
    });
    await page.goto(site.url + at);
    // Before, a click does nothing.
    await page.waitForFunction('document.querySelector("#app").__vue_app__ !== undefined');
  }

  beforeEach(() => {
    complaints = [];
  });

  afterEach(async () => {
    await context?.close();
    expect(complaints).toEqual([]);
  });

  const results = () => page.getByRole('region', { name: 'Findings' });
  const findings = () => results().locator('.pg-findings button').allInnerTexts();
  const code = () => page.getByRole('textbox', { name: 'Code' }).innerText();

  async function openPlayground(hash: string, options?: Parameters<typeof openPage>[1]): Promise<void> {
    await openPage(`playground.html${hash === '' ? '' : `#${hash}`}`, options);
    await answered(0);
  }

  /** Waits until the engine has given more than these answers, and there is no question left. */
  async function answered(before: number): Promise<void> {
    await page.waitForFunction(
      `(() => {
        const { dataset, ariaBusy } = document.querySelector('.pg-results') ?? { dataset: {} };
        return Number(dataset.answers) > ${before} && ariaBusy === 'false';
      })()`,
    );
  }

  /** What is done, with the answer to it. */
  async function after(act: () => Promise<unknown>): Promise<void> {
    const before = Number(await results().getAttribute('data-answers'));
    await act();
    await answered(before);
  }

  describe('the playground', () => {
    it('loads less than it may', async () => {
      site.loaded();
      await openPlayground('');
      const loaded = [...site.loaded()];
      const bytes = loaded.reduce((sum, [, size]) => sum + size, 0);
      expect(loaded.map(([name]) => name)).toContainEqual(expect.stringMatching(/^engine\..*\.js$/));
      expect(bytes).toBeLessThan(MOST_BYTES);
      console.log(`The playground has loaded ${(bytes / 1000).toFixed(0)} kB, compressed.`);
    });

    it('finds what the pages of the rules say', async () => {
      await openPlayground('');
      const examples = ruleNames().flatMap((rule) => examplesOf(rule));
      const wrong: string[] = [];
      for (const { rule, title, hash, isReported } of examples) {
        await after(() => page.getByLabel('Example', { exact: true }).selectOption(hash));
        const found = await findings();
        const problem = await results().locator('.pg-problem').count();
        if (problem > 0 || found.length > 0 !== isReported || found.some((one) => !one.startsWith(rule)))
          wrong.push(`${rule}: ${title}: ${found.join(', ')}`);
      }
      expect(examples.filter(({ isReported }) => isReported).length).toBeGreaterThan(ruleNames().length);
      expect(wrong).toEqual([]);
    }, 180_000);

    it('draws the path, and applies a repair by a click', async () => {
      await openPlayground(exampleAt('no-unconsumed-body', 0));
      expect(await page.getByLabel('Example', { exact: true }).inputValue()).toBe(exampleAt('no-unconsumed-body', 0));
      expect(await page.locator('.cm-content .pg-step-mark').allInnerTexts()).toEqual(['1', '2', '3']);
      expect(await results().locator('.pg-steps li').count()).toBe(3);
      expect(await page.locator('.cm-lintRange-error').count()).toBeGreaterThan(0);
      await after(() => page.getByRole('button', { name: 'Apply the repair' }).click());
      expect(await code()).toContain('await res.body?.cancel().catch(() => {});');
      expect(await findings()).toEqual([]);
    });

    it('is used by the keyboard alone', async () => {
      await openPlayground(exampleAt('no-unconsumed-body', 0));
      await tabTo('.cm-content');
      await page.keyboard.press('F8');
      await after(() => page.keyboard.press('Control+.'));
      expect(await code()).toContain('cancel()');
      await after(() => page.keyboard.press('Control+z'));
      expect(await findings()).toHaveLength(1);
      await tabTo('.pg-apply');
      await after(() => page.keyboard.press('Enter'));
      expect(await findings()).toEqual([]);
    });

    it('opens what its address holds', async () => {
      await openPlayground('');
      await page.getByRole('textbox', { name: 'Code' }).click();
      await page.keyboard.press('Control+a');
      await after(() => page.keyboard.insertText('export const up = async (a: string) => (await fetch(a)).ok; // ä\n'));
      await after(() => page.getByLabel('Language', { exact: true }).selectOption('tsx'));
      await after(() => page.getByLabel('Rules', { exact: true }).selectOption('strict'));
      const [address, text] = [page.url(), await code()];
      await context.close();
      await openPlayground(new URL(address).hash.slice(1));
      expect(await code()).toBe(text);
      expect(await page.getByLabel('Example', { exact: true }).inputValue()).toBe('');
      expect(await page.getByLabel('Language', { exact: true }).inputValue()).toBe('tsx');
      expect(await page.getByLabel('Rules', { exact: true }).inputValue()).toBe('strict');
      expect(await page.getByRole('checkbox', { name: /strict/ }).isChecked()).toBe(true);
      expect(await findings()).toEqual(['no-unconsumed-body line 1']);
    });

    it('explains, with the graph, and takes settings', async () => {
      await openPlayground(exampleAt('no-unconsumed-body', 0));
      await after(() => page.getByText('Explain:').click());
      expect(await results().locator('.pg-explain pre').allInnerTexts()).toEqual([
        expect.stringContaining('its name resolves to `global:fetch`'),
        expect.stringMatching(/^== load, line 1\nb0: entry\n[^]*state fetch of line 2, open/),
      ]);
      await page.getByText('Settings: your own').click();
      await after(() => page.getByLabel(/^JSON/).fill('{ "helper": [] }'));
      expect(await page.locator('.pg-status').innerText()).toContain('helper');
    });

    it('says where code does not parse', async () => {
      await openPlayground('');
      await page.getByRole('textbox', { name: 'Code' }).click();
      await page.keyboard.press('Control+a');
      await after(() => page.keyboard.insertText('const = 1;'));
      expect(await page.locator('.pg-problem').innerText()).not.toBe('');
      expect(await page.locator('.cm-lintRange-warning').count()).toBe(1);
    });

    it('fits a small screen', async () => {
      await openPlayground(exampleAt('no-unconsumed-body', 0), { viewport: { width: 400, height: 800 } });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(400);
    });

    async function tabTo(selector: string): Promise<void> {
      for (let keys = 0; keys < 60; keys++) {
        if (await page.evaluate(`document.activeElement.matches(${JSON.stringify(selector)})`)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`Tab does not lead to ${selector}`);
    }
  });

  it('has an engine whose parser, cut out of the compiler, leads to the same findings as the whole', async () => {
    const engine = engineIn(path.join(root, 'site/generated/engine.js'));
    const cases = path.join(root, 'tests/cases');
    const files = readdirSync(cases, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /\.(?:mjs|js|ts)$/.test(file),
    );
    // All of them take more than a minute.
    const some = files.sort().filter((_, index) => index % 30 === 0);
    const differing: string[] = [];
    for (const file of some) {
      const text = readFileSync(path.join(cases, file), 'utf8');
      const language = file.endsWith('.ts') ? 'ts' : 'js';
      const filename = `/file.${language}`;
      const { findings } = analyzeFile(parseFile(text, filename), { strict: true, types: true, filename });
      const answer = await engine({ id: 1, code: text, language, rules: ALL_RULES, strict: true, settings: '' });
      const told = (all: readonly { readonly rule: string; readonly range: readonly number[] }[]): string =>
        all.map(({ rule, range }) => `${rule} ${range.join('-')}`).join();
      if (answer.problem !== null || told(answer.findings) !== told(findings)) differing.push(file);
    }
    expect(some.length).toBeGreaterThan(40);
    expect(differing).toEqual([]);
  });

  it.runIf(process.env['PICTURE'] === '1')('is the picture in README.md', async () => {
    await openPlayground(exampleAt('no-unconsumed-body', 0), { viewport: { width: 1400, height: 1060 } });
    await page.screenshot({ path: path.join(root, 'docs/images/playground.png') });
  });

  it.each(['light', 'dark'] as const)('has readable text, %s', async (colorScheme) => {
    await openPlayground(exampleAt('no-unconsumed-body', 0), { colorScheme });
    expect(await page.evaluate(contrastIn('.playground'))).toEqual([]);
    expect(await page.evaluate('document.documentElement.classList.contains("dark")')).toBe(colorScheme === 'dark');
    await page.goto(`${site.url}rules/no-unconsumed-body.html`);
    expect(await page.evaluate(contrastIn('.vp-doc'))).toEqual([]);
  });

  it('opens an example of a rule in the playground', async () => {
    await openPage('rules/no-unclosed-agent.html');
    const examples = examplesOf('no-unclosed-agent');
    expect(await page.locator('.open-in-playground a').count()).toBe(examples.length);
    await page.locator('.open-in-playground a').first().click();
    await page.waitForURL(`${site.url}playground.html#*`);
    await answered(0);
    expect((await findings())[0]).toMatch(/^no-unclosed-agent line/);
  });

  it('is searched, and leads from page to page', async () => {
    await openPage('');
    await page.getByRole('button', { name: 'Search' }).first().click();
    await page.getByRole('searchbox').pressSequentially('premature');
    await page.locator('.VPLocalSearchBox .result').first().waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/no-premature-close/);
    await page.getByRole('link', { name: 'Measurements', exact: true }).first().click();
    await page.waitForURL(`${site.url}measurements.html`);
    await page.getByRole('heading', { level: 1, name: 'Measurements' }).waitFor();
  });
});

const ALL_RULES = ruleNames() as RuleName[];

/** The script of the worker, without a worker. */
function engineIn(file: string): (question: Question) => Promise<Answer> {
  let hear: (event: { readonly data: Question }) => void;
  let told: (answer: Answer) => void;
  const context = createContext({
    addEventListener: (_: string, listener: typeof hear) => (hear = listener),
    postMessage: (answer: Answer) => told(answer),
  });
  runInContext(readFileSync(file, 'utf8'), context);
  return (question) =>
    new Promise((resolve) => {
      told = resolve;
      hear({ data: question });
    });
}

const exampleAt = (rule: string, index: number): string => examplesOf(rule)[index]!.hash;

/** Whether the site was built after the last change. */
function isBuilt(): boolean {
  const built = path.join(dist, 'playground.html');
  if (!existsSync(built)) return false;
  const { mtimeMs } = statSync(built);
  const inputs = ['docs', 'src', 'site'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => !/^(?:dist|generated|\.vitepress\/cache)(?:\/|$)/.test(file))
      .map((file) => path.join(root, folder, file)),
  );
  return [...inputs, path.join(root, 'README.md')]
    .filter((file) => statSync(file).isFile())
    .every((file) => statSync(file).mtimeMs <= mtimeMs);
}
