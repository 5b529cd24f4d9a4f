// leaks when: /500 /404 (tests with side effects inside a return); clean on: /json
let asked = 0;
const step = (value: boolean): boolean => {
  asked += 1;
  return value;
};
export async function main(url: string): Promise<string> {
  asked = 0;
  const res = await fetch(url); // LEAK
  const text = step(res.ok) ? await res.text() : step(res.status === 404) ? 'missing' : step(true) ? `bad ${asked}` : '';
  return `${text.slice(0, 5)} ${asked}`;
}
