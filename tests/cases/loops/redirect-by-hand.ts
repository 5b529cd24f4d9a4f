// leaks when: /302 /307 (each hop's body is left behind); clean on: /json
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

async function follow(start: string, maxHops = 5): Promise<Response> {
  let current = start;
  for (let hop = 0; hop <= maxHops; hop++) {
    const res = await fetch(current, { redirect: 'manual' }); // LEAK
    if (!REDIRECTS.has(res.status)) return res;
    const location = res.headers.get('location');
    if (!location) throw new Error('redirect without location');
    current = new URL(location, current).href;
  }
  throw new Error('too many redirects');
}

export async function main(url: string): Promise<void> {
  const res = await follow(url);
  console.log((await res.text()).length);
}
