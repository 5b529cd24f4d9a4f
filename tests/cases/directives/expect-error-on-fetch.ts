// leaks when: /500 (the request itself stands under a directive); clean on: /small
export async function main(url: string): Promise<string> {
  const options = { url: url as string | undefined };
  /* @ts-expect-error the address is always set */
  const res = await fetch(options.url); // LEAK
  if (res.status === 500) return 'bad';
  return (await res.text()).slice(0, 4);
}
