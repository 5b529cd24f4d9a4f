// clean: /ok (blob and request bodies are not responses)
export async function main(url: string): Promise<void> {
  const blob = new Blob(['abc']);
  const req = new Request(url, { method: 'POST', body: blob });
  console.log(req.method, req.body !== null, blob.size);
}
