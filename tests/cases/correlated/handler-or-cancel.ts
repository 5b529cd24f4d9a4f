// clean: /json /500
type Options = { throwOnError?: boolean; onError?(res: Response): Promise<void> };
async function call(url: string, { throwOnError = true, onError }: Options = {}): Promise<Response> {
  const res = await fetch(url);
  if (!res.ok && throwOnError) {
    await (onError?.(res) ?? res.body?.cancel());
    throw new Error(`status ${res.status}`);
  }
  return res;
}
export async function main(url: string): Promise<string> {
  const soft = await call(url, { throwOnError: false });
  await soft.body?.cancel();
  return call(url, { onError: async (res) => { await res.text(); } }).then(async (res) => (await res.text()).slice(0, 2), (e: Error) => e.message);
}
