// leaks when: /404 (a comma counts, a conditional expression reads one way); clean on: /small
let calls = 0;
const load = async (url: string): Promise<string | null> => {
  const res = await fetch(url); // LEAK
  return (calls += 1, res.ok) ? (await res.text()).slice(0, 4) : null;
};

export async function main(url: string): Promise<string> {
  calls = 0;
  const text = await load(url);
  return `${text} ${calls}`;
}
