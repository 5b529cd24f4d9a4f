// clean: /ok /204 /empty
async function countLines(source: string): Promise<number> {
  const res = await fetch(source);
  if (!res.body) return 0;
  const reader = res.body.getReader();
  let lines = 0;
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    for (const byte of step.value) if (byte === 10) lines++;
  }
  return lines;
}

export async function main(url: string): Promise<void> {
  console.log(await countLines(url));
}
