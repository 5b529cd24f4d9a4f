// clean: /302 /307 /json
async function follow(start: string, maxHops = 5): Promise<Response> {
  let target = new URL(start);
  let hops = 0;
  while (true) {
    const res = await fetch(target, { redirect: 'manual' });
    if (res.status < 300 || res.status >= 400) return res;
    const location = res.headers.get('location');
    await res.body?.cancel();
    if (!location || ++hops > maxHops) throw new Error('bad redirect');
    target = new URL(location, target);
  }
}

export async function main(url: string): Promise<void> {
  const res = await follow(url);
  console.log((await res.text()).length);
}
