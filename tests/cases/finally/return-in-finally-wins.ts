// leaks when: /500 (a return in the finally swallows the error); clean on: /json
async function load(url: string): Promise<string> {
  let said = 'start';
  const res = await fetch(url); // LEAK
  try {
    if (!res.ok) throw new Error('bad');
    said = (await res.text()).slice(0, 5);
  } finally {
    // eslint-disable-next-line no-unsafe-finally
    return `end ${said}`;
  }
}
export const main = (url: string): Promise<string> => load(url);
