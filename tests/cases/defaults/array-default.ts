// clean: /small /404
async function both(url: string, [left = fetch(`${url}/left`), right = fetch(`${url}/right`)]: Array<Promise<Response>> = []): Promise<string> {
  const texts = await Promise.all([left, right].map(async (one) => (await one).text()));
  return texts.map((t) => t.length > 0).join();
}

export async function main(url: string): Promise<string> {
  return both(url);
}
