// leaks when: /503-x2-then-ok (assigned in the loop condition); clean on: /json
export async function main(url: string): Promise<void> {
  let res: Response;
  let left = 4;
  while (!(res = await fetch(url)).ok && left-- > 0) { // LEAK
    console.log('again');
  }
  console.log((await res.text()).length);
}
