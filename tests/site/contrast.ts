/** Runs in the page: texts whose colour is too close to what is behind them, by the formula of WCAG. */

/** Least contrast of text, and of large text. */
const LEAST = { text: 4.5, large: 3 };

/**
 * The expression that a page evaluates to a list of complaints.
 *
 * @param within a selector: the part of the page to look at
 */
export const contrastIn = (within: string): string => `(${check.toString()})(${JSON.stringify({ within, ...LEAST })})`;

/* The types of a browser are not part of the project's tests: what is used of them is declared here. */
interface Style {
  readonly color: string;
  readonly backgroundColor: string;
  readonly fontSize: string;
  readonly visibility: string;
}
interface Item {
  readonly tagName: string;
  readonly className: unknown;
  readonly parentElement: Item | null;
  readonly childNodes: Iterable<{ readonly nodeType: number; readonly textContent: string | null }>;
  readonly textContent: string | null;
  matches(selector: string): boolean;
  checkVisibility(): boolean;
}
declare const getComputedStyle: (item: Item) => Style;
declare const document: { querySelectorAll(selector: string): Iterable<Item> };

type Colour = readonly [number, number, number, number];

function check({ within, text, large }: { within: string; text: number; large: number }): string[] {
  const colourOf = (value: string): Colour => {
    const [r = 0, g = 0, b = 0, a = 1] = value.match(/[\d.]+/g)!.map(Number);
    return [r, g, b, a];
  };
  const over = ([r, g, b, a]: Colour, [x, y, z]: Colour): Colour => [
    r * a + x * (1 - a),
    g * a + y * (1 - a),
    b * a + z * (1 - a),
    1,
  ];
  const behind = (item: Item | null): Colour => {
    if (!item) return [255, 255, 255, 1];
    const colour = colourOf(getComputedStyle(item).backgroundColor);
    return colour[3] === 1 ? colour : over(colour, behind(item.parentElement));
  };
  const light = ([r, g, b]: Colour): number => {
    const [x, y, z] = [r, g, b].map((one) =>
      one / 255 <= 0.04045 ? one / 3294.6 : ((one / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * x! + 0.7152 * y! + 0.0722 * z!;
  };
  const complaints = new Set<string>();
  for (const item of document.querySelectorAll(`${within} *`)) {
    const hasText = [...item.childNodes].some(
      ({ nodeType, textContent }) => nodeType === 3 && textContent!.trim() !== '',
    );
    const style = getComputedStyle(item);
    if (!hasText || !item.checkVisibility() || style.visibility !== 'visible' || item.matches(':disabled')) continue;
    const back = behind(item);
    const [a, b] = [light(over(colourOf(style.color), back)), light(back)].sort((x, y) => y - x);
    const contrast = (a! + 0.05) / (b! + 0.05);
    if (contrast < (parseFloat(style.fontSize) >= 24 ? large : text))
      complaints.add(
        `${item.tagName}.${String(item.className)} "${item.textContent!.trim().slice(0, 30)}": ${contrast.toFixed(2)}`,
      );
  }
  return [...complaints];
}
