// clean: /ok /json /html /500
async function parse(res: Response): Promise<unknown> {
  const type = res.headers.get('content-type')?.split(';')[0];
  if (type === 'application/json') return res.json();
  if (type?.startsWith('text/')) return res.text();
  return res.arrayBuffer();
}

export async function main(url: string): Promise<void> {
  const res = await fetch(url);
  console.log(typeof (await parse(res)));
}
