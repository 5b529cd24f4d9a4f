// reuses when: never
async function bodyOf(request: Request): Promise<string> {
  if (request.headers.has('x-log')) console.log(await request.clone().text());
  if (request.bodyUsed) return '';
  return request.text();
}

const steps = new Map([['body', bodyOf]]);

export async function main(url: string): Promise<number> {
  const request = new Request(url, { method: 'POST', body: 'text', headers: { 'x-log': '1' } });
  return (await steps.get('body')!(request)).length;
}
