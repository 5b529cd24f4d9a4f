// clean: /json
export async function main(url: string): Promise<void> {
  const res = await fetch(url);
  const it = res.body![Symbol.asyncIterator]();
  let n = 0;
  for (let step = await it.next(); !step.done; step = await it.next()) n += step.value.byteLength;
  console.log(n);
}
