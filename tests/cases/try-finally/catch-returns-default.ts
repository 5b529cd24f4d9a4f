// leaks when: /500 (the throw is swallowed by the catch); clean on: /json
async function load(api: string): Promise<unknown> {
  try {
    const res = await fetch(api); // LEAK
    if (res.status !== 200) throw new Error('bad');
    return await res.json();
  } catch {
    return {};
  }
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
