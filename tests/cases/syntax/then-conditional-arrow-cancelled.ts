// clean: /404 /json
const load = (url: string): Promise<unknown> =>
  fetch(url).then((r) => (r.ok ? r.json() : r.body?.cancel())).then((v) => typeof v);

export const main = (url: string): Promise<unknown> => load(url);
