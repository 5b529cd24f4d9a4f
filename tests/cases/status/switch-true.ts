// leaks when: /404 (switch (true) with one arm that does not read); clean on: /json /500
async function load(api: string): Promise<string> {
  const res = await fetch(api); // LEAK
  switch (true) {
    case res.ok:
      return res.text();
    case res.status === 404:
      return 'missing';
    default:
      throw new Error(await res.text());
  }
}

export async function main(url: string): Promise<void> {
  console.log((await load(url)).length);
}
