// clean: /json /500 /404
import { ApiError } from './errors.js';

async function request<T>(base: string, path: string, init?: RequestInit): Promise<T> {
  const response = await fetch(new URL(path, base), init);
  if (!response.ok) throw await ApiError.from(response);
  return (await response.json()) as T;
}

export async function main(url: string): Promise<void> {
  const { name } = await request<{ name: string }>(url, url, { headers: { accept: 'application/json' } });
  console.log(name);
}
