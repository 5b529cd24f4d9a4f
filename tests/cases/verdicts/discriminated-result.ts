// leaks when: /404 (the bad variant of the union carries a reason only); clean on: /json
type Result = { kind: 'good'; res: Response } | { kind: 'bad'; reason: string };

async function attempt(url: string): Promise<Result> {
  const res = await fetch(url); // LEAK
  if (!res.ok) return { kind: 'bad', reason: `status ${res.status}` };
  return { kind: 'good', res };
}

export async function main(url: string): Promise<string> {
  const result = await attempt(url);
  switch (result.kind) {
    case 'bad':
      return result.reason;
    case 'good':
      return (await result.res.text()).slice(0, 5);
  }
}
