// clean: /json /500
async function logged(source: string): Promise<unknown> {
  const res = await fetch(source);
  const copy = res.clone();
  console.debug('answer', copy.status, copy.headers.get('content-type'));
  return res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await logged(url)));
}
