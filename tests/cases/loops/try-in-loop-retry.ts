// leaks when: /500 (thrown and caught by the loop's own retry); clean on: /json /refuse
async function retry(api: string): Promise<unknown> {
  let last: unknown;
  for (let i = 0; i < 3; i++) {
    try {
      const res = await fetch(api); // LEAK
      if (!res.ok) throw new Error(`status ${res.status}`);
      return await res.json();
    } catch (e) {
      last = e;
    }
  }
  throw last;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await retry(url)));
}
