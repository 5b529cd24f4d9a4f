// leaks when: /500 (the list is empty only at first); clean on: /json
async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  const problems: string[] = [];
  if (!res.ok) problems.push(res.statusText);
  if (problems.length > 0) return problems;
  return res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
