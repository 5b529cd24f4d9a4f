// clean: /small /500
export async function main(url: string): Promise<string> {
  const res = await fetch(url);
  const text = new Promise<string>((resolve, reject) => {
    setTimeout(() => {
      res.text().then(resolve, reject);
    }, 20);
  });
  if (!res.ok) return `bad: ${(await text).length > 0}`;
  return (await text).slice(0, 4);
}
