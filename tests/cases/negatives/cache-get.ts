// clean: /ok (a Map of built responses)
const cache = new Map<string, Response>();

export async function main(url: string): Promise<void> {
  cache.set(url, new Response('cached'));
  const hit = cache.get(url);
  if (hit) console.log(hit.status);
}
