// clean: /404 /json
type Result = { kind: 'good'; res: Response } | { kind: 'bad'; reason: string; res: Response };

async function attempt(url: string): Promise<Result> {
  const res = await fetch(url);
  return res.ok ? { kind: 'good', res } : { kind: 'bad', reason: `status ${res.status}`, res };
}

export async function main(url: string): Promise<string> {
  const result = await attempt(url);
  const text = await result.res.text();
  return result.kind === 'bad' ? result.reason : text.slice(0, 5);
}
