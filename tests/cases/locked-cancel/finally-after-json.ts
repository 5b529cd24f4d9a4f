// breaks when: /json (json() keeps the lock when finally cancels); clean on: /204
async function load(source: string): Promise<unknown> {
  const res = await fetch(source);
  try {
    if (res.status === 204) return null;
    return await res.json();
  } finally {
    await res.body?.cancel(); // LOCKED
  }
}

export async function main(url: string): Promise<void> {
  console.log((await load(url)) === null);
}
