// clean: /500 /json
import { HttpError } from './errors.js';

async function list(api: string): Promise<unknown> {
  const res = await fetch(`${api}/items`);
  if (!res.ok) throw new HttpError(`list: ${res.status}`, res);
  return res.json();
}

export async function main(url: string): Promise<void> {
  try {
    console.log(typeof (await list(url)));
  } catch (err) {
    if (!(err instanceof HttpError)) throw err;
    console.error(err.message, (await err.detail()).length);
  }
}
