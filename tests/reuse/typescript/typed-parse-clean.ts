// reuses when: never
interface Widget {
  id: number;
  name: string;
}

async function parse<T>(response: Response): Promise<T | string> {
  const raw = await response.text();
  try {
    return JSON.parse(raw) as T;
  } catch {
    return raw;
  }
}

export async function main(url: string): Promise<void> {
  const widget = await parse<Widget>(await fetch(url));
  console.log(typeof widget === 'string' ? widget : widget.name);
}
