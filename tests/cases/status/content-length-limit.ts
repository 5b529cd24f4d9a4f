// leaks when: /huge (too big to read); clean on: /json /small
export async function main(url: string): Promise<void> {
  const res = await fetch(url); // LEAK
  const size = Number(res.headers.get('content-length') ?? 0);
  if (size > 10_000_000) {
    console.warn('too big');
    return;
  }
  console.log((await res.arrayBuffer()).byteLength);
}
