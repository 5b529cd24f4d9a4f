// clean: /500 /json
function read(res: Response, as: 'text'): Promise<string>;
function read(res: Response, as: 'json'): Promise<unknown>;
function read(res: Response, as: 'text' | 'json'): Promise<unknown> {
  return as === 'text' ? res.text() : res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await read(await fetch(url), 'json')));
}
