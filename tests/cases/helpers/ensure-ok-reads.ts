// clean: /json /500
async function ensureOk(response: Response): Promise<Response> {
  if (response.ok) return response;
  const detail = await response.text().catch(() => response.statusText);
  throw new Error(`HTTP ${response.status}: ${detail.length}`);
}

export async function main(url: string): Promise<void> {
  const { version } = await fetch(url)
    .then(ensureOk)
    .then((response) => response.json() as Promise<{ version: string }>);
  console.log(version);
}
