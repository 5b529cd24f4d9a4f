// leaks when: /500 (each validator in a list may throw); clean on: /json
const validators: Array<(res: Response) => void> = [
  (res) => {
    if (!res.ok) throw new Error('status');
  },
  (res) => {
    if (!res.headers.has('etag')) throw new Error('etag');
  },
];

export async function main(url: string): Promise<void> {
  const res = await fetch(url); // LEAK
  for (const validate of validators) validate(res);
  console.log((await res.text()).length);
}
