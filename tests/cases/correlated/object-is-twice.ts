// clean: /json /500
async function load(url: string, kind: string, wanted: string): Promise<unknown> {
  const res = await fetch(url);
  let mode = 0;
  let same = 0;
  mode = same = 1;
  if (Object.is(kind, wanted) && Object.is(mode, same)) return res.text();
  if (!Object.is(kind, wanted)) await res.body?.cancel();
  return null;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url, 'a', 'a')), typeof (await load(url, 'a', 'b')));
}
