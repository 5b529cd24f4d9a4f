// clean: /json /500
import fetch from 'node-fetch';

async function ping(url: string): Promise<boolean> {
  const response = await fetch(url, { method: 'POST', body: 'ping' });
  if (response.status !== 200) {
    const text = await response.text();
    console.warn(text.length);
    return false;
  }
  for await (const _chunk of response.body!) {
    // drain
  }
  return true;
}

export async function main(url: string): Promise<void> {
  console.log(await ping(url));
}
