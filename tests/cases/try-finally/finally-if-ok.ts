// leaks when: /500 (finally releases only good answers); clean on: /ok
async function kind(api: string): Promise<string | null> {
  const res = await fetch(api); // LEAK
  try {
    return res.headers.get('content-type');
  } finally {
    if (res.ok) await res.body?.cancel();
  }
}

export async function main(url: string): Promise<void> {
  console.log(await kind(url));
}
