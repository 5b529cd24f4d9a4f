// reuses when: /bad-json /text /404 /502 /empty (a generic parser with a fallback); clean on: /json /json-error /500 /204 /flaky
interface Widget {
  id: number;
  name: string;
}

async function parse<T>(response: Response): Promise<T | string> {
  try {
    return (await response.json()) as T;
  } catch {
    return await response.text(); // REUSE
  }
}

export async function main(url: string): Promise<void> {
  const widget = await parse<Widget>(await fetch(url));
  console.log(typeof widget === 'string' ? widget : widget.name);
}
