// leaks when: /500 (returns a rejected promise); clean on: /json
async function load(api: string): Promise<unknown> {
  const res = await fetch(api); // LEAK
  if (!res.ok) return Promise.reject(new Error(res.statusText));
  return res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
