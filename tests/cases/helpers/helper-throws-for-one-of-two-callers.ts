// leaks when: /500 (one caller reads after the throw, the other does not); clean on: /json
function check(res: Response): void {
  if (!res.ok) throw new Error(`status ${res.status}`);
}
async function lenient(url: string): Promise<string> {
  const res = await fetch(url);
  try {
    check(res);
  } catch {
    return `said ${(await res.text()).length > 9}`;
  }
  return (await res.text()).slice(0, 5);
}
async function strict(url: string): Promise<string> {
  const res = await fetch(url); // LEAK
  check(res);
  return (await res.text()).slice(0, 5);
}
export async function main(url: string): Promise<string> {
  return `${await lenient(url)} ${await strict(url).catch((e: Error) => e.message)}`;
}
