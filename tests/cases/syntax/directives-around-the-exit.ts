// leaks when: /500 (directives around every line); clean on: /json
export async function main(url: string): Promise<string> {
  'use strict';
  // eslint-disable-next-line no-restricted-globals
  const res = await fetch(url); // LEAK
  /* istanbul ignore if */
  /* eslint-disable-next-line curly */
  if (!res.ok)
    // @ts-expect-error a number is no string
    return res.status;
  /* c8 ignore start */
  return (await res.text()).slice(0, 5);
  /* c8 ignore stop */
}
