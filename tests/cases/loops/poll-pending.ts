// leaks when: /pending (202-style polling by status leaves each answer); clean on: /json
async function poll(api: string): Promise<unknown> {
  for (let i = 0; i < 3; i++) {
    const res = await fetch(api); // LEAK
    const pending = api.endsWith('pending');
    if (pending) {
      await new Promise((r) => setTimeout(r, 5));
      continue;
    }
    return res.json();
  }
  return null;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await poll(url)));
}
