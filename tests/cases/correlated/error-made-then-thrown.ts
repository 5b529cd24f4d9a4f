// leaks when: /500 (the error is kept until after the log); clean on: /json
async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  let error: Error | null = null;
  if (!res.ok) error = new Error(res.statusText);
  console.log(String(error));
  if (error) return error.message;
  return res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
