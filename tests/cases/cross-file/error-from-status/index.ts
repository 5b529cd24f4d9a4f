// leaks when: /500 (the error takes the status and a header, never the body); clean on: /json
import { ApiError } from './errors.js';

async function request<T>(url: string, init?: RequestInit): Promise<T> {
  const response = await fetch(url, { // LEAK
    ...init,
    headers: { accept: 'application/json', ...init?.headers },
  });
  if (!response.ok) throw ApiError.from(response);
  return response.json() as Promise<T>;
}

export async function main(url: string): Promise<void> {
  const user = await request<{ name: string }>(`${url}/user`);
  console.log(user.name);
}
