const defaults: RequestInit = { headers: { 'user-agent': 'probe/1' }, cache: 'no-store' };

export async function request(target: string, init?: RequestInit): Promise<Response> {
  return fetch(target, { ...defaults, ...init });
}
