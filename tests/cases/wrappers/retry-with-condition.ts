// leaks when: /503-then-ok (the condition only looks at the status of what is tried again); clean on: /json /404
async function retry(send: () => Promise<Response>, isTemporary: (res: Response) => boolean): Promise<Response> {
  const first = await send();
  if (first.ok || !isTemporary(first)) return first;
  return send();
}

export async function main(url: string): Promise<string> {
  // prettier-ignore
  const res = await retry(() => fetch(url), ({ status }) => status >= 500); // LEAK
  return (await res.text()).slice(0, 4);
}
