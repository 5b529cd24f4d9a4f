// clean: /ok /404
async function checkLinks(links: string[], width: number): Promise<Map<string, number>> {
  const seen = new Map<string, number>();
  const queue = links.values();
  const worker = async () => {
    for (const link of queue) {
      const res = await fetch(link);
      seen.set(link, res.status);
      await res.body?.cancel();
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  return seen;
}

export async function main(url: string): Promise<void> {
  console.log((await checkLinks([`${url}/1`, `${url}/3`, `${url}/5`], 2)).size);
}
