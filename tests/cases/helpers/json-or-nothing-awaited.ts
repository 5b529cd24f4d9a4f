// leaks when: /html (only JSON is read, whatever the status); clean on: /json /500
async function parse(response: Response): Promise<unknown> {
  const isJson = response.headers.get('content-type')?.includes('json');
  const data: unknown = isJson ? await response.json() : null;
  if (!response.ok) throw new Error(response.statusText);
  return data;
}

export async function main(url: string): Promise<void> {
  const response = await fetch(url); // LEAK
  console.log(typeof (await parse(response)));
}
