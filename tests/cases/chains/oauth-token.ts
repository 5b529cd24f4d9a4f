// clean: /json /500
let cached: { token: string; expires: number } | undefined;

async function accessToken(url: string): Promise<string> {
  if (cached && cached.expires > Date.now()) return cached.token;
  const res = await fetch(url, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  if (!res.ok) {
    const reason = await res.text();
    throw new Error(`token request failed: ${res.status} ${reason.length}`);
  }
  const { access_token } = (await res.json()) as { access_token: string };
  cached = { token: access_token, expires: 0 };
  return access_token;
}

export async function main(url: string): Promise<void> {
  console.log(await accessToken(url));
}
