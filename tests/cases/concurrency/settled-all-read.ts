// clean: /mixed /json /refuse
async function collect(targets: string[]): Promise<number[]> {
  const settled = await Promise.allSettled(targets.map((target) => fetch(target)));
  const sizes: number[] = [];
  for (const result of settled) {
    if (result.status === 'rejected') continue;
    const text = await result.value.text();
    if (result.value.ok) sizes.push(text.length);
  }
  return sizes;
}

export async function main(url: string): Promise<void> {
  console.log((await collect([`${url}/a`, `${url}/bad`])).length);
}
