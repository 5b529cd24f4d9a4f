// clean: /401-then-ok /json /401
interface Session {
  token: string;
}

async function login(base: string): Promise<Session> {
  const response = await fetch(`${base}/token`, { method: 'POST' });
  return (await response.json()) as Session;
}

function createClient(base: string) {
  let session: Session | undefined;

  return async function request(path: string, init?: RequestInit): Promise<Response> {
    session ??= await login(base);
    const send = () => fetch(base + path, { ...init, headers: { authorization: `Bearer ${session!.token}` } });
    let response = await send();
    if (response.status === 401) {
      await response.body?.cancel();
      session = await login(base);
      response = await send();
    }
    return response;
  };
}

export async function main(url: string): Promise<void> {
  const request = createClient(url);
  const response = await request('/things');
  console.log(response.status, (await response.text()).length);
}
