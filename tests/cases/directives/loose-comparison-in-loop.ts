// leaks when: /mixed (compared with a string on purpose); clean on: /json
async function names(url: string): Promise<number> {
  let found = 0;
  for (const id of [1, 2, 3]) {
    const res = await fetch(`${url}/${id}`); // LEAK
    // eslint-disable-next-line eqeqeq
    // @ts-expect-error loose on purpose
    if (res.status == '404') continue;
    await res.json();
    found += 1;
  }
  return found;
}

export async function main(url: string): Promise<number> {
  return names(url);
}
