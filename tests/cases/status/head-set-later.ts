// clean: /json /500
export async function main(url: string): Promise<string> {
  const init: RequestInit = {};
  init.method = 'HEAD';
  const res = await fetch(url, init);
  return `${res.status}`;
}
