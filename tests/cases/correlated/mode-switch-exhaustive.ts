// clean: /json /500
type Mode = 'text' | 'bytes';

async function load(api: string, mode: Mode): Promise<number> {
  const res = await fetch(api);
  switch (mode) {
    case 'text':
      return (await res.text()).length;
    case 'bytes':
      return (await res.arrayBuffer()).byteLength;
  }
}

export async function main(url: string): Promise<void> {
  console.log(await load(url, 'text'));
}
