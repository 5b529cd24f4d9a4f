// leaks when: /404 /429 (two cases of the switch leave unread); clean on: /json /500
async function lookup(url: string): Promise<unknown> {
  const response = await fetch(url); // LEAK
  switch (response.status) {
    case 200:
      return response.json();
    case 404:
      return null;
    case 429:
      throw new Error(`rate limited, retry after ${response.headers.get('retry-after')}`);
    default: {
      const text = await response.text();
      throw new Error(`unexpected ${response.status}: ${text.length}`);
    }
  }
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await lookup(url)));
}
