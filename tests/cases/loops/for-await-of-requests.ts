// leaks when: /ok /404 (for await hands out the responses, only the codes are kept)
async function codes(targets: string[]): Promise<number[]> {
  const out: number[] = [];
  for await (const res of targets.map((target) => fetch(target))) { // LEAK #codes
    out.push(res.status);
  }
  return out;
}

export async function main(url: string): Promise<void> {
  console.log(await codes([`${url}/1`, `${url}/3`]));
}
