// clean: /ok /500
const METHOD = 'HEAD';

export async function main(url: string): Promise<void> {
  const res = await fetch(url, { method: METHOD });
  console.log(res.status);
}
