// leaks when: /mixed (bad ones return null); clean on: /json
async function names(api: string, ids: number[]): Promise<unknown[]> {
  return Promise.all(
    ids.map(async (id) => {
      const res = await fetch(`${api}/${id}`); // LEAK
      if (!res.ok) return null;
      return res.json();
    }),
  );
}

export async function main(url: string): Promise<void> {
  console.log((await names(url, [1, 2, 3])).length);
}
