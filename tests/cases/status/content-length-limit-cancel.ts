// clean: /huge /json /small
export async function main(url: string): Promise<void> {
  const res = await fetch(url);
  const size = Number(res.headers.get('content-length') ?? 0);
  if (size > 10_000_000) {
    void res.body?.cancel('too big');
    return;
  }
  console.log((await res.arrayBuffer()).byteLength);
}
