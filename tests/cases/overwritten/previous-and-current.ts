// clean: /small /500
export async function main(url: string): Promise<string> {
  let previous: Response | null = null;
  let current = await fetch(`${url}/0`);
  let out = '';
  for (let i = 1; i <= 2; i += 1) {
    previous = current;
    current = await fetch(`${url}/${i}`);
    out += (await previous.text()).slice(0, 2);
  }
  return out + (await current.text()).slice(0, 2);
}
