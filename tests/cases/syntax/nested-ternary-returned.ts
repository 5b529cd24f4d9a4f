// leaks when: /500 /404 (a promise or a text); clean on: /json
let asked = 0;
const isGood = (status: number): boolean => {
  asked += 1;
  return status < 300;
};
async function load(url: string): Promise<string> {
  const res = await fetch(url); // LEAK
  return isGood(res.status) ? res.text() : res.status === 404 ? (asked += 10, 'missing') : `bad`;
}
export async function main(url: string): Promise<string> {
  asked = 0;
  const said = await load(url);
  return `${said.slice(0, 5)} ${asked}`;
}
