// clean: /500 /json
function problem(res: Response): string | null {
  if (res.ok) return null;
  return `status ${res.status}`;
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url);
  const text = problem(res);
  if (text !== null) {
    await res.body?.cancel();
    return text;
  }
  return res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
