// leaks when: /404 (branches without braces on one line each); clean on: /small
async function load(url: string): Promise<string> {
  const res = await fetch(url); // LEAK
  if (res.status === 404) return 'missing';
  else return (await res.text()).slice(0, 4);
}

export async function main(url: string): Promise<string> {
  return load(url);
}
