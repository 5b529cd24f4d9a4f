/**
 * Finds the scripts of components of Vue, Svelte and Astro in their text. Only what is certain is found: where the text is not as
 * expected, there are fewer scripts.
 */

export type Framework = 'vue' | 'svelte' | 'astro';

export interface Script {
  /** Between the tags, or the fences of Astro. */
  readonly range: readonly [start: number, end: number];
  readonly language: 'js' | 'ts';
  /** Whether the markup of the file sees its variables. */
  readonly isOfComponent: boolean;
  /** It shares its variables with the other script of the component, which is not of this role. */
  readonly role: 'module' | 'instance';
}

interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly isClosed: boolean;
  /** Behind the opening tag. */
  readonly end: number;
}

/** Their content is text, not markup. */
const RAW: ReadonlySet<string> = new Set(['script', 'style']);
const JAVASCRIPT = /^(?:module|(?:text|application)\/(?:java|ecma)script|jsx?|)$/;
const TYPESCRIPT = /^(?:(?:text|application)\/typescript|typescript|tsx?)$/;

/** The framework of a file by its name; null if it is not a component. */
export function frameworkOf(file: string): Framework | null {
  return (/\.(vue|svelte|astro)$/.exec(file)?.[1] as Framework | undefined) ?? null;
}

/** The scripts of a component, in their order. */
export function scriptsOf(text: string, framework: Framework): Script[] {
  const frontmatter = framework === 'astro' ? frontmatterOf(text) : null;
  const found: Script[] = frontmatter ? [frontmatter] : [];
  let at = frontmatter?.range[1] ?? 0;
  for (;;) {
    at = text.indexOf('<', at);
    if (at < 0) return found;
    if (text.startsWith('<!--', at)) {
      at = behind(text, '-->', at);
      continue;
    }
    const element = elementAt(text, at);
    if (!element) {
      at++;
      continue;
    }
    at = element.end;
    // In Vue, only the blocks of the file are elements; what is in them is text, apart from the template.
    const isText = RAW.has(element.name) || framework === 'vue';
    if (element.isClosed || !isText) continue;
    const close =
      framework === 'vue' && element.name === 'template' ? endOfTemplate(text, at) : closing(text, element.name, at);
    if (close < 0) return found;
    if (element.name === 'script') found.push(...scriptOf(element, [at, close], framework));
    at = close;
  }
}

function scriptOf({ attributes, end }: Element, range: readonly [number, number], framework: Framework): Script[] {
  const type = (attributes.get('lang') ?? attributes.get('type') ?? '').toLowerCase();
  if (end !== range[0] || attributes.has('src') || !(JAVASCRIPT.test(type) || TYPESCRIPT.test(type))) return [];
  const isModule =
    framework === 'vue' ? !attributes.has('setup') : attributes.has('module') || attributes.get('context') === 'module';
  return [
    {
      range,
      language: TYPESCRIPT.test(type) || (framework === 'astro' && !attributes.has('is:inline')) ? 'ts' : 'js',
      isOfComponent: framework !== 'astro',
      role: isModule ? 'module' : 'instance',
    },
  ];
}

/** Between two lines with `---`, of which the first begins the file. */
function frontmatterOf(text: string): Script | null {
  const open = /^\s*---/.exec(text)?.[0].length;
  if (open === undefined) return null;
  const close = text.slice(open).search(/^[^\S\n]*---/m);
  if (close <= 0) return null;
  return { range: [open, open + close], language: 'ts', isOfComponent: true, role: 'instance' };
}

/** The opening tag that begins at `at`; null if there is none. */
function elementAt(text: string, at: number): Element | null {
  // Markup in a string of an expression, such as {@html `<script>…`}, is not an element.
  if (/["'`]/.test(text[at - 1] ?? '')) return null;
  const name = /^<([a-z][\w:.-]*)(?=[\s/>])/i.exec(text.slice(at, at + 80))?.[1];
  if (name === undefined) return null;
  const attributes = new Map<string, string>();
  const attribute = /\s*(?:(\/?>)|([^\s=>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?|\/)/y;
  attribute.lastIndex = at + 1 + name.length;
  for (;;) {
    const match = attribute.exec(text);
    if (!match) return null;
    const [, close, key, ...values] = match;
    if (key !== undefined) attributes.set(key, values.find((value) => value !== undefined) ?? '');
    if (close !== undefined)
      return { name: name.toLowerCase(), attributes, isClosed: close === '/>', end: attribute.lastIndex };
  }
}

/** Where the closing tag of an element with raw text begins; -1 if there is none. */
function closing(text: string, name: string, at: number): number {
  const tag = new RegExp(`</${name.replace(/[.]/g, String.raw`\.`)}(?=[\\s/>])`, 'gi');
  tag.lastIndex = at;
  return tag.exec(text)?.index ?? -1;
}

/** Templates may be nested. */
function endOfTemplate(text: string, start: number): number {
  let depth = 1;
  const next = /<!--|\{\{|<(\/?)template(?=[\s/>])/gi;
  next.lastIndex = start;
  for (;;) {
    const match = next.exec(text);
    if (!match) return -1;
    if (match[0] === '<!--') next.lastIndex = behind(text, '-->', match.index);
    else if (match[0] === '{{') next.lastIndex = behind(text, '}}', match.index);
    else if (match[1] === '/') {
      if (--depth === 0) return match.index;
    } else {
      const element = elementAt(text, match.index);
      if (element && !element.isClosed) depth++;
      if (element) next.lastIndex = element.end;
    }
  }
}

function behind(text: string, mark: string, at: number): number {
  const found = text.indexOf(mark, at);
  return found < 0 ? text.length : found + mark.length;
}
