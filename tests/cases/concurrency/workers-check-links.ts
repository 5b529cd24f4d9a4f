// leaks when: /ok /404 (each worker keeps the status of each link)
async function checkLinks(links: string[], width: number): Promise<Map<string, number>> {
  const seen = new Map<string, number>();
  const queue = [...links];
  const worker = async () => {
    for (let link = queue.shift(); link; link = queue.shift()) {
      const res = await fetch(link, { redirect: 'follow' }); // LEAK
      seen.set(link, res.status);
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  return seen;
}

export async function main(url: string): Promise<void> {
  console.log((await checkLinks([`${url}/1`, `${url}/3`, `${url}/5`], 2)).size);
}
