// leaks when: /500 /404 (an if without braces in an if without braces); clean on: /json
export async function main(url: string): Promise<string> {
  let n = 0;
  const res = await fetch(url); // LEAK
  if (res.status > 300)
    if (res.status === 404) return 'missing';
    else n += 1;
  else return (await res.text()).slice(0, 5);
  return `n ${n}`;
}
