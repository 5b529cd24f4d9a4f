// leaks when: /500 (the finally only measures); clean on: /json
async function load(api: string): Promise<number> {
  const started = Date.now();
  const res = await fetch(api); // LEAK
  try {
    if (!res.ok) return -1;
    return (await res.text()).length;
  } finally {
    console.debug(res.status, Date.now() - started > 1e9);
  }
}

export async function main(url: string): Promise<void> {
  console.log(await load(url));
}
