export async function send(source: string, init: RequestInit = {}): Promise<Response> {
  return fetch(source, { ...init, headers: { accept: 'application/json' } });
}
