// clean: /ok /404
const call = (method: 'HEAD' | 'GET', target: string) => fetch(target, { method });

export async function main(url: string): Promise<void> {
  console.log((await call('HEAD', url)).status);
}
