// leaks when: /404 (an expression arrow in a chain); clean on: /json
const load = (url: string): Promise<unknown> =>
  fetch(url).then((r) => r.ok ? r.json() : null).then((v) => typeof v); // LEAK

export const main = (url: string): Promise<unknown> => load(url);
