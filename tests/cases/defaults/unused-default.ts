// leaks when: /ok /500 (warms the connection up, and nobody looks at the answer)
async function ping(url: string, _warm: Promise<Response> = fetch(url)): Promise<string> { // LEAK
  await _warm;
  return 'warm';
}

export async function main(url: string): Promise<string> {
  return ping(url);
}
