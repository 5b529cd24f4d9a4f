// clean: /ok /500
const head = (target: string) => fetch(target, { method: 'HEAD' });

export async function main(url: string): Promise<void> {
  console.log((await head(url)).status);
}
