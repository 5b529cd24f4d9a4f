// clean: /json /500 /204
export async function main(url: string): Promise<void> {
  await (await fetch(url, { method: 'POST' })).body?.cancel();
}
