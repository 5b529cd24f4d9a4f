// clean: /json /204
async function maybe(target: string, go: boolean): Promise<string> {
  const res = go ? await fetch(target) : null;
  if (res === null) return 'skipped';
  return res.text();
}

export async function main(url: string): Promise<void> {
  console.log((await maybe(url, true)).length);
}
