// clean: /json /500
export async function main(url: string): Promise<string> {
  const controller = new AbortController();
  const init: RequestInit = { headers: { a: 'b' } };
  init.signal = controller.signal;
  const res = await fetch(url, init);
  const { status } = res;
  controller.abort();
  return `${status}`;
}
