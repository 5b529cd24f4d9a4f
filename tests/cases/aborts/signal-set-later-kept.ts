// leaks when: /json /500 (the controller is only tested)
export async function main(url: string): Promise<string> {
  const controller = new AbortController();
  const init: RequestInit = { headers: { a: 'b' } };
  init.signal = controller.signal;
  const res = await fetch(url, init); // LEAK
  return `${res.status} ${controller.signal.aborted}`;
}
