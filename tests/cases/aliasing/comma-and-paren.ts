// leaks when: /500 (checks in one expression); clean on: /json
export async function main(url: string): Promise<void> {
  let res: Response;
  if (((res = await fetch(url)), res.status >= 400)) { // LEAK
    throw new Error('bad');
  }
  console.log((await res.text()).length);
}
