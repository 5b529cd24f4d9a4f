// leaks when: /302 (each hop's body is dropped); clean on: /json
async function follow(start: string): Promise<string> {
  let target = start;
  let res: Response;
  do {
    res = await fetch(target, { redirect: 'manual' }); // LEAK
    const next = res.headers.get('location');
    if (next) target = new URL(next, target).href;
  } while (res.status >= 300 && res.status < 400);
  return res.text();
}

export async function main(url: string): Promise<void> {
  console.log((await follow(url)).length);
}
