// clean: /500 /json
enum Verdict {
  Fine,
  GiveUp,
}
async function judge(res: Response): Promise<Verdict> {
  if (res.ok) return Verdict.Fine;
  await res.body?.cancel();
  return Verdict.GiveUp;
}

async function load(url: string): Promise<string> {
  const res = await fetch(url);
  if ((await judge(res)) === Verdict.GiveUp) return 'gave up';
  return (await res.text()).slice(0, 5);
}

export async function main(url: string): Promise<string> {
  return load(url);
}
