/** The engine with the whole compiler, and declarations that it fetches. */
import { serve } from './serve.js';
import { parseWithTypes, type Declarations } from './typed.js';

const known = new Map<string, Promise<Declarations>>();

serve(async ({ declarations }) => {
  const loaded = await declarationsAt(declarations!);
  return (text, filename) => parseWithTypes(text, filename, loaded);
});

/** Fetched once; again after a failure. */
function declarationsAt(url: string): Promise<Declarations> {
  let loaded = known.get(url);
  if (!loaded) known.set(url, (loaded = load(url)));
  loaded.catch(() => known.delete(url));
  return loaded;
}

async function load(url: string): Promise<Declarations> {
  const response = await fetch(url);
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`the types could not be loaded: status ${response.status}`);
  }
  return (await response.json()) as Declarations;
}
