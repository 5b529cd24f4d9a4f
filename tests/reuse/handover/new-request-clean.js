// reuses when: never
export async function main(url) {
  const res = await fetch(url);
  let token = 'none';
  try {
    ({ token } = await res.clone().json());
  } catch {
    console.warn('no token');
  }
  const next = new Request(new URL('/sink', url), { method: 'PUT', body: res.body, duplex: 'half' });
  console.log(token, next.method, (await next.text()).length);
}
