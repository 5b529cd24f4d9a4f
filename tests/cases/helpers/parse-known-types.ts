// leaks when: /ok (a type the parser does not know is left alone); clean on: /json /html
async function parse(res: Response): Promise<unknown> {
  const type = res.headers.get('content-type')?.split(';')[0];
  switch (type) {
    case 'application/json':
      return res.json();
    case 'text/html':
      return res.text();
    default:
      console.warn('unknown type', type);
      return undefined;
  }
}

export async function main(url: string): Promise<void> {
  const res = await fetch(url); // LEAK
  console.log(typeof (await parse(res)));
}
