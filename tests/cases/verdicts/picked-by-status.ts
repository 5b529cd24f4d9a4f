// clean: /204 /ok /500 (what only looks is picked where there is no body, or where the path has left)
const look = (res: Response): number => res.status;
const measure = async (res: Response): Promise<number> => (await res.text()).length;
const pick = (isShort: boolean): ((res: Response) => number | Promise<number>) => (isShort ? look : measure);

async function load(url: string): Promise<number> {
  const res = await fetch(url);
  const read = res.status === 204 ? look : measure;
  return read(res);
}

async function loadEither(url: string, isShort: boolean): Promise<number> {
  const res = await fetch(url);
  if (isShort) return (await res.arrayBuffer()).byteLength;
  return pick(isShort)(res);
}

export async function main(url: string): Promise<void> {
  console.log((await load(url)) > 0, (await loadEither(url, true)) > 0, (await loadEither(url, false)) > 0);
}
