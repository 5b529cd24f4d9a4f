// leaks when: /503-then-ok (a condition only looks at what is tried again); clean on: /json /404
interface Options {
  readonly isTemporary?: (res: Response) => boolean;
}

async function retry(send: () => Promise<Response>, options: Options): Promise<Response> {
  const isTemporary = options.isTemporary ?? (() => false);
  const first = await send();
  if (first.ok || !isTemporary(first)) return first;
  return send();
}

export async function main(url: string): Promise<string> {
  const res = await retry(() => fetch(url), { isTemporary: (one) => one.status >= 500 }); // LEAK
  return (await res.text()).slice(0, 4);
}
