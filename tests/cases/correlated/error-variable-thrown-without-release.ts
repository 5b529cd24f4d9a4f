// leaks when: /500 (error is set and thrown without a release); clean on: /json
export async function main(url: string): Promise<void> {
  let problem: Error | undefined;
  const res = await fetch(url); // LEAK
  if (res.status === 500) problem = new Error('boom');
  if (problem !== undefined) throw problem;
  console.log((await res.text()).length);
}
