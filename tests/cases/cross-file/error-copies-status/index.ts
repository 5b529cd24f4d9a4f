// leaks when: /500 (the error copies what it needs and lets the response go); clean on: /json
import { HttpError } from './errors.js';

async function list(api: string): Promise<unknown> {
  const res = await fetch(`${api}/items`); // LEAK
  if (!res.ok) throw new HttpError(res);
  return res.json();
}

export async function main(url: string): Promise<void> {
  try {
    console.log(typeof (await list(url)));
  } catch (err) {
    if (err instanceof HttpError) console.error(err.status, err.requestId !== null);
    else throw err;
  }
}
