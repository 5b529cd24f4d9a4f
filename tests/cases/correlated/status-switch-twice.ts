// clean: /json /404 /500
export async function main(url: string): Promise<void> {
  const res = await fetch(url);
  const missing = res.status === 404;
  const text = missing ? '' : await res.text();
  console.log(text.length);
  if (missing) {
    await res.arrayBuffer();
  }
}
