// clean: /ok /500
export async function main(url: string): Promise<void> {
  const req = new Request(url, { method: 'HEAD' });
  const res = await fetch(req);
  console.log(res.status);
}
