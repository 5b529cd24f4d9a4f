// clean: /json (what is asserted says nothing of the response: the program is wrong if it fails)
import assert from 'node:assert';

async function load(url: string, token?: string): Promise<number> {
  const res = await fetch(url, { headers: { authorization: token ?? '' } });
  assert(token, 'no token');
  return (await res.text()).length;
}

export async function main(url: string): Promise<void> {
  console.log(await load(url, 'secret'));
}
