// leaks when: /json (the etag is all that is wanted of a finished upload); clean on: /500
async function upload(signedUrl: string, content: Uint8Array): Promise<string | null> {
  const response = await fetch(signedUrl, { // LEAK
    method: 'PUT',
    headers: { 'content-length': String(content.byteLength) },
    body: content as Uint8Array<ArrayBuffer>,
  });
  if (!response.ok) {
    throw new Error(`upload failed (${response.status}): ${(await response.text()).length}`);
  }
  return response.headers.get('etag');
}

export async function main(url: string): Promise<void> {
  console.log(await upload(url, new Uint8Array([1, 2, 3])));
}
