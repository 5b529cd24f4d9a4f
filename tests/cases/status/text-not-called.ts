// leaks when: /json /500 (the method is mentioned, not called)
export async function main(url: string): Promise<void> {
  const res = await fetch(url); // LEAK
  console.log(typeof res.text, 'json' in res, res.bodyUsed);
}
