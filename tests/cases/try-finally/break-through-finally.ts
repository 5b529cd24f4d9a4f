// leaks when: /mixed (break runs the finally, which only counts); clean on: /json
async function load(api: string): Promise<number> {
  let seen = 0;
  for (const id of [1, 2, 3]) {
    const res = await fetch(`${api}/${id}`); // LEAK
    try {
      if (!res.ok) break;
      await res.json();
    } finally {
      seen += 1;
    }
  }
  return seen;
}

export async function main(url: string): Promise<void> {
  console.log(await load(url));
}
