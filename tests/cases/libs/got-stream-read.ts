// clean: /ok /json
import got from 'got';

export async function main(url: string): Promise<void> {
  let n = 0;
  for await (const part of got.stream(url)) n += (part as Buffer).length;
  console.log(n);
}
