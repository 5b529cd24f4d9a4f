// clean: /small /500
interface Node {
  res: Response;
  next: Node | null;
}
let head: Node | null = null;

async function add(url: string): Promise<void> {
  const res = await fetch(url);
  head = { res, next: head };
}

export async function main(url: string): Promise<string> {
  await ['a', 'b'].reduce((before, name) => before.then(() => add(`${url}/${name}`)), Promise.resolve());
  let out = '';
  while (head) {
    out += (await head.res.text()).slice(0, 2);
    head = head.next;
  }
  return out;
}
