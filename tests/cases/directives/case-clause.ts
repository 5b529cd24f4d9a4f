// leaks when: /404 /500 (two clauses, one of which has a directive); clean on: /small
async function load(url: string): Promise<string> {
  const res = await fetch(url); // LEAK
  switch (res.status) {
    case 404:
      // @ts-expect-error returned as it is
      return res.status;
    case 200:
      return (await res.text()).slice(0, 4);
    default:
      // prettier-ignore
      return   'bad';
  }
}

export async function main(url: string): Promise<string> {
  return load(url);
}
