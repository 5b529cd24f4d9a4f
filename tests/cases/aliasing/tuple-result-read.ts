// clean: /500 /json /refuse
async function attempt(u: string): Promise<[Error, null] | [null, Response]> {
  try {
    return [null, await fetch(u)];
  } catch (e) {
    return [e as Error, null];
  }
}

export async function main(url: string): Promise<void> {
  const [err, res] = await attempt(url);
  if (err) throw err;
  const text = await res.text();
  if (!res.ok) throw new Error(`bad ${res.status}: ${text.length}`);
  console.log(text.length);
}
