// leaks when: /503-x2-then-ok (a do with a single statement for a body); clean on: /json
export async function main(url: string): Promise<string> {
  let res: Response;
  do res = await fetch(url); // LEAK
  while (res.status === 503);
  return (await res.text()).slice(0, 5);
}
