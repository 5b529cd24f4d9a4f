// clean: /late /json
function request(url: string, signal: AbortSignal): Promise<Response> {
  const controller = new AbortController();
  return fetch(url, { signal: AbortSignal.any([signal, controller.signal]) });
}

async function nameOf(url: string, signal: AbortSignal): Promise<string> {
  const response = await request(url, signal);
  if (signal.aborted) return 'none';
  const { name } = (await response.json()) as { name: string };
  return name;
}

export async function main(url: string): Promise<string> {
  const client = new AbortController();
  setTimeout(() => client.abort(), url.endsWith('late') ? 60 : 5_000).unref();
  return nameOf(url, client.signal).catch((error: Error) => error.name);
}
