// leaks when: /json /302 (the login answer gives its cookie and nothing else)
async function login(api: string): Promise<string> {
  const res = await fetch(`${api}/login`, { // LEAK
    method: 'POST',
    body: new URLSearchParams({ user: 'a', password: 'b' }),
    redirect: 'manual',
  });
  const cookies = res.headers.getSetCookie();
  return cookies.map((c) => c.split(';')[0]).join('; ');
}

export async function main(url: string): Promise<void> {
  const cookie = await login(url);
  const page = await fetch(`${url}/home`, { headers: { cookie }, redirect: 'manual' });
  console.log((await page.text()).length);
}
