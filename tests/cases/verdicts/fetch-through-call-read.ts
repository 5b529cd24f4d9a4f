// clean: /500 /json (fetch.call and Reflect.apply, read on every path)
async function load(url: string): Promise<string> {
  const res = await fetch.call(undefined, url);
  if (!res.ok) {
    await res.body?.cancel();
    return 'refused';
  }
  return res.text();
}

async function loadReflected(url: string): Promise<string> {
  const res = (await Reflect.apply(fetch, undefined, [url])) as Response;
  const text = await res.text();
  return res.ok ? text : 'refused';
}

export async function main(url: string): Promise<void> {
  console.log((await load(url)).length, (await loadReflected(url)).length);
}
