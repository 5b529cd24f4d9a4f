// leaks when: /404 (404 is not an empty answer); clean on: /204 /json
async function load(api: string): Promise<unknown> {
  const res = await fetch(api); // LEAK
  switch (res.status) {
    case 204:
    case 404:
      return null;
    default:
      return res.text();
  }
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
