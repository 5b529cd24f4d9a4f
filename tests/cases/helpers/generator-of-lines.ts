// clean: /lines /ok
async function* lines(res: Response): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  for await (const part of res.body!) yield decoder.decode(part, { stream: true });
}

export async function main(url: string): Promise<void> {
  let n = 0;
  for await (const line of lines(await fetch(url))) n += line.length;
  console.log(n);
}
