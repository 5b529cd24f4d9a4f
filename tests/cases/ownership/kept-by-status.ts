// leaks when: /404 /500 (only the good one is kept); clean on: /ok
const kept: Response[] = [];

async function load(url: string): Promise<void> {
  const res = await fetch(url); // LEAK
  switch (res.status) {
    case 200:
      kept.push(res);
      break;
    case 404:
      console.log('missing');
      break;
    default:
      console.log('other');
  }
  console.log('loaded');
}

export async function main(url: string): Promise<void> {
  await load(url);
  console.log((await kept.pop()?.text())?.length);
}
