// leaks when: /500 (a local fail() throws); clean on: /json
export async function main(url: string): Promise<void> {
  const res = await fetch(url); // LEAK
  const fail = (why: string): never => {
    throw new Error(`${why}: ${res.status}`);
  };
  if (!res.ok) fail('bad status');
  console.log(typeof (await res.json()));
}
