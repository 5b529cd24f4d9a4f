// leaks when: /404 (404 is named empty by the helper); clean on: /json
const isEmpty = (res: Response): boolean => res.status === 204 || res.status === 404;

export async function main(url: string): Promise<void> {
  const res = await fetch(url); // LEAK
  if (isEmpty(res)) return;
  console.log((await res.text()).length);
}
