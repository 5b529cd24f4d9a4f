// leaks when: /500 (reads the body of client errors only); clean on: /json /404
export async function main(url: string): Promise<void> {
  const res = await fetch(url); // LEAK
  if (res.status >= 400 && res.status < 500) throw new Error(await res.text());
  if (res.status >= 500) throw new Error('upstream');
  console.log((await res.text()).length);
}
