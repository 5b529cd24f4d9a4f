// leaks when: /500 (the false arm returns a default); clean on: /json
const load = async (api: string): Promise<unknown> => {
  const res = await fetch(api); // LEAK
  return res.ok ? res.json() : { items: [] };
};

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
