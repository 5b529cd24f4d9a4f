// leaks when: /404 (not found is turned into null in the chain); clean on: /json
const find = (api: string) =>
  fetch(api).then((res) => { // LEAK
    if (res.status === 404) return null;
    return res.json();
  });

export async function main(url: string): Promise<void> {
  console.log(typeof (await find(url)));
}
