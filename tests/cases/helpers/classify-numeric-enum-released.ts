// clean: /500 /json
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
  const res = await fetch(url);
  const verdict = verdictOf(res);
  if (verdict) {
    await res.body?.cancel();
    return verdict;
  }
  return res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
