// leaks when: /404 (thrown and caught in the same function); clean on: /json
class NotFound extends Error {}

async function getOrDefault(api: string, fallback: unknown): Promise<unknown> {
  try {
    const res = await fetch(`${api}/config`); // LEAK
    if (res.status === 404) throw new NotFound('config');
    return await res.json();
  } catch (err) {
    if (err instanceof NotFound) return fallback;
    throw err;
  }
}

export async function main(url: string): Promise<void> {
  console.log((await getOrDefault(url, null)) === null);
}
