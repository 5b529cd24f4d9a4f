// clean: /pending /json
async function poll(api: string): Promise<boolean> {
  for (let i = 0; i < 3; i++) {
    const res = await fetch(api);
    const { state } = (await res.json()) as { state: string };
    if (state === 'done') return true;
  }
  return false;
}

export async function main(url: string): Promise<void> {
  console.log(await poll(url));
}
