// clean: /json /500
const readers = {
  size: async (res: Response): Promise<string> => String((await res.arrayBuffer()).byteLength > 0),
  text: async (res: Response): Promise<string> => (await res.text()).slice(0, 5),
} satisfies Record<string, (res: Response) => Promise<string>>;

async function load(url: string, how: keyof typeof readers): Promise<string> {
  const res = await fetch(url);
  return readers[how](res);
}

export async function main(url: string): Promise<string> {
  return `${await load(url, 'size')} ${await load(url, 'text')}`;
}
