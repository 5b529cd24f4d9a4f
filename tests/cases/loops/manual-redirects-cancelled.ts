// clean: /302 /json
export async function main(url: string): Promise<void> {
  let response = await fetch(url, { redirect: 'manual' });
  let hops = 0;
  while ([301, 302, 303, 307, 308].includes(response.status)) {
    const location = response.headers.get('location');
    await response.body?.cancel();
    if (!location || ++hops > 5) throw new Error('bad redirect');
    response = await fetch(new URL(location, response.url), { redirect: 'manual' });
  }
  console.log(response.status, (await response.text()).length);
}
