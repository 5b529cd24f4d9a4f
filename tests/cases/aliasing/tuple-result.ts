// leaks when: /500 (tuple with error first); clean on: /json
async function attempt(u: string): Promise<[Error, null] | [null, Response]> {
  try {
    return [null, await fetch(u)];
  } catch (e) {
    return [e as Error, null];
  }
}

export async function main(url: string): Promise<void> {
  const [err, res] = await attempt(url); // LEAK
  if (err) throw err;
  if (!res.ok) throw new Error(`bad ${res.status}`);
  console.log(typeof (await res.json()));
}
