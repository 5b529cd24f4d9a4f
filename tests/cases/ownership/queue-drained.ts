// clean: /json /500
const queue: Response[] = [];

async function fill(api: string): Promise<void> {
  for (const id of [1, 2]) queue.push(await fetch(`${api}/${id}`));
}

export async function main(url: string): Promise<void> {
  await fill(url);
  for (let next = queue.shift(); next; next = queue.shift()) console.log((await next.text()).length);
}
