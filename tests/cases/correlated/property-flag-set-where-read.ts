// clean: /json /500 /ok
async function load(url: string, wants: string): Promise<unknown> {
  const res = await fetch(url);
  const state = { done: false, note: '' };
  let data: unknown = null;
  if (res.ok && res.headers.get('content-type')?.includes(wants)) {
    data = await res.text();
    state.done = true;
  }
  if (!state.done) await res.body?.cancel();
  return data;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url, 'json')));
}
