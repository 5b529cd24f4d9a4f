// leaks when: /404 (null for missing, by ternary); clean on: /json
const find = (api: string): Promise<unknown> => fetch(api).then((r) => (r.status === 404 ? null : r.json())); // LEAK

export async function main(url: string): Promise<void> {
  console.log(typeof (await find(url)));
}
