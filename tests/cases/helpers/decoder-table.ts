// clean: /json /500 /html
const decoders: Record<string, (res: Response) => Promise<unknown>> = {
  json: (res) => res.json(),
  text: (res) => res.text(),
};

export async function main(url: string): Promise<void> {
  const res = await fetch(url);
  const kind = res.headers.get('content-type')?.includes('json') ? 'json' : 'text';
  console.log(typeof (await decoders[kind](res)));
}
