// leaks when: /404 (a number is returned on purpose, inside a block); clean on: /small
async function load(url: string): Promise<string> {
  const res = await fetch(url); // LEAK
  if (res.status === 404) {
    // @ts-expect-error the old callers compare with 404
    return res.status;
  }
  return (await res.text()).slice(0, 4);
}

export async function main(url: string): Promise<string> {
  return load(url);
}
