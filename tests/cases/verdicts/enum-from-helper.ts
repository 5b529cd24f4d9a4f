// leaks when: /500 (an enum says give up, the body is forgotten); clean on: /json
enum Verdict {
  Fine,
  GiveUp,
}
const judge = (res: Response): Verdict => (res.ok ? Verdict.Fine : Verdict.GiveUp);

async function load(url: string): Promise<string> {
  const res = await fetch(url); // LEAK
  if (judge(res) === Verdict.GiveUp) return 'gave up';
  return (await res.text()).slice(0, 5);
}

export async function main(url: string): Promise<string> {
  return load(url);
}
