// leaks when: /500 (number or response); clean on: /json
async function get(url: string): Promise<Response | number> {
  const res = await fetch(url);
  if (res.status === 404) { await res.body?.cancel(); return 404; }
  return res;
}
export async function main(url: string): Promise<void> {
  const res = await get(url); // LEAK
  if (typeof res === 'number') { console.log(res); return; }
  if (!res.ok) { console.log('bad'); return; }
  console.log((await res.text()).length);
}
