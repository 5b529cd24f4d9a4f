// clean: /json /mixed
async function sizes(api: string, regions: string[]): Promise<number> {
  const answers: Response[] = [];
  for (const region of regions) answers.push(await fetch(`${api}/${region}`));
  let n = 0;
  while (answers.length) n += (await answers.shift()!.text()).length;
  return n;
}
export async function main(url: string): Promise<void> {
  console.log(await sizes(url, ['x', 'y']));
}
