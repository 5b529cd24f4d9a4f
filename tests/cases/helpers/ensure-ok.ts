// leaks when: /500 (the checked response is thrown away with the error); clean on: /json
function ensureOk(response: Response): Response {
  if (!response.ok) {
    throw new Error(`HTTP ${response.status} ${response.statusText}`);
  }
  return response;
}

export async function main(url: string): Promise<void> {
  const response = ensureOk(await fetch(url)); // LEAK
  const { version } = (await response.json()) as { version: string };
  console.log(version);
}
