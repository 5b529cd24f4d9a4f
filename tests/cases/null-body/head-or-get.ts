// leaks when: /500 (GET when the caller says so)
async function size(target: string, method: 'HEAD' | 'GET' = 'GET'): Promise<string | null> {
  const res = await fetch(target, { method }); // LEAK
  return res.headers.get('content-length');
}

export async function main(url: string): Promise<void> {
  console.log(await size(url));
}
