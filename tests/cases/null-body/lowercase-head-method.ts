// clean: /ok /500
export async function main(url: string): Promise<void> {
  const res = await fetch(url, { method: 'head' });
  console.log(res.status);
}
