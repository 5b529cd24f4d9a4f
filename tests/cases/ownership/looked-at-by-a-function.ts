// leaks when: /json /500 (the function that is given on only looks)
async function load(url: string): Promise<() => number> {
  const res = await fetch(url); // LEAK
  return () => res.status;
}

export async function main(url: string): Promise<void> {
  const status = await load(url);
  console.log(status());
}
