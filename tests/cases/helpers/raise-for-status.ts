// leaks when: /500 /404 (the assertion throws without a look at the body); clean on: /json
interface HttpProblem extends Error {
  status?: number;
}

function raiseForStatus(res: Response): Response {
  if (res.ok) return res;
  const problem: HttpProblem = new Error(`${res.url.length} chars of URL gave ${res.status}`);
  problem.status = res.status;
  throw problem;
}

async function releases(api: string): Promise<unknown> {
  const res = raiseForStatus(await fetch(`${api}/releases`)); // LEAK
  return res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await releases(url)));
}
