// leaks when: /302 (each hop's body is dropped); clean on: /json
export async function safeFetch(start: string, maxRedirects = 5): Promise<Response> {
  let url = new URL(start);
  for (let hop = 0; hop <= maxRedirects; hop++) {
    if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new Error(`blocked protocol ${url.protocol}`);
    const response = await fetch(url, { redirect: 'manual' }); // LEAK
    const location = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || !location) return response;
    url = new URL(location, url);
  }
  throw new Error('too many redirects');
}

export async function main(url: string): Promise<void> {
  const response = await safeFetch(url);
  console.log(response.status, (await response.text()).length);
}
