// leaks when: /500 (the first member of an enum is 0); clean on: /json
enum Verdict {
  Fine,
  Retry,
  GiveUp,
}

function verdictOf(res: Response): Verdict {
  if (res.ok) return Verdict.Fine;
  return res.status >= 500 ? Verdict.Retry : Verdict.GiveUp;
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  switch (verdictOf(res)) {
    case Verdict.Fine:
      return res.json();
    case Verdict.GiveUp:
      await res.body?.cancel();
      return null;
    default:
      return 'retry';
  }
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
