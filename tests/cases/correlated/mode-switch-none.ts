// leaks when: /json /500 (one of the modes does not read)
type Mode = 'text' | 'status';

async function load(api: string, mode: Mode): Promise<number> {
  const res = await fetch(api); // LEAK
  switch (mode) {
    case 'text':
      return (await res.text()).length;
    case 'status':
      return res.status;
  }
}

export async function main(url: string): Promise<void> {
  console.log(await load(url, 'status'));
}
