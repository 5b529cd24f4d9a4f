// clean: /500 /json (the body is read or cancelled before, or where the assertion fails)
import assert from 'node:assert';

async function load(url: string): Promise<number> {
  const res = await fetch(url);
  try {
    assert.equal(res.status, 200);
  } catch (error) {
    await res.body?.cancel();
    throw error;
  }
  return (await res.text()).length;
}

async function loadFirst(url: string): Promise<number> {
  const res = await fetch(url);
  const text = await res.text();
  assert(res.ok, `status ${res.status}`);
  return text.length;
}

export async function main(url: string): Promise<void> {
  for (const get of [load, loadFirst]) console.log(await get(url).catch(() => -1));
}
