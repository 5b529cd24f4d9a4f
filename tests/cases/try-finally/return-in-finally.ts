// leaks when: /500 (finally overrides the throw); clean on: /json
async function load(api: string): Promise<unknown> {
  let data: unknown = null;
  try {
    const res = await fetch(api); // LEAK
    if (!res.ok) throw new Error('bad');
    data = await res.json();
  } finally {
    return data;
  }
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
