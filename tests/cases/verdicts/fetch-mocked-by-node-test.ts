// clean: /json /500
import { mock } from 'node:test';
async function version(url: string): Promise<string> {
  const res = await fetch(url);
  return res.ok ? ((await res.json()) as { version: string }).version : 'none';
}
export async function main(url: string): Promise<string> {
  const double = mock.method(globalThis, 'fetch', async () => ({ ok: url.endsWith('json'), json: async () => ({ version: '1' }) }) as Response);
  try {
    return `${await version('http://mock')} ${double.mock.callCount()}`;
  } finally {
    double.mock.restore();
  }
}
