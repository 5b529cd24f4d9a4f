// leaks when: /429-then-ok (the helper only reads retry-after); clean on: /json
const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

async function waitForQuota(response: Response): Promise<boolean> {
  if (response.status !== 429) return false;
  const seconds = Number(response.headers.get('retry-after') ?? '1');
  await sleep(seconds * 1000);
  return true;
}

async function fetchIssues(url: string): Promise<unknown[]> {
  let response: Response;
  do {
    response = await fetch(url, { headers: { accept: 'application/vnd.github+json' } }); // LEAK
  } while (await waitForQuota(response));
  const { items } = (await response.json()) as { items: unknown[] };
  return items;
}

export async function main(url: string): Promise<void> {
  console.log((await fetchIssues(url)).length);
}
