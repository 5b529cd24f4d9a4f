// leaks when: /mixed (continue of the outer loop); clean on: /json
async function crawl(api: string): Promise<number> {
  let n = 0;
  sites: for (const id of [1, 2]) {
    for (const lang of ['en', 'de']) {
      const res = await fetch(`${api}/${lang}/${id}`); // LEAK
      if (!res.ok) continue sites;
      n += (await res.text()).length;
    }
  }
  return n;
}

export async function main(url: string): Promise<void> {
  console.log(await crawl(url));
}
