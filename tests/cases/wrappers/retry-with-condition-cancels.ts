// clean: /503-then-ok /json /404
async function retry(send: () => Promise<Response>, gaveUp: (res: Response) => boolean): Promise<Response> {
  const first = await send();
  if (first.ok || gaveUp(first)) return first;
  return send();
}

function isFinal(res: Response): boolean {
  if (res.status < 500) return true;
  void res.body?.cancel();
  return false;
}

export async function main(url: string): Promise<string> {
  const res = await retry(() => fetch(url), isFinal);
  return (await res.text()).slice(0, 4);
}
