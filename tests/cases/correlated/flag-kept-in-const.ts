// clean: /json /500 /404
interface Answer {
  failed: boolean;
  note: string;
}

async function report(source: string): Promise<Answer> {
  const res = await fetch(source);
  const failed = res.status >= 400;
  let note = 'fine';
  if (failed) {
    note = `failed with ${res.status}`;
  } else {
    note = `got ${(await res.text()).length}`;
  }
  console.debug('checked', source.length > 0);
  if (failed) await res.body?.cancel();
  return { failed, note };
}

export async function main(url: string): Promise<void> {
  console.log((await report(url)).failed);
}
