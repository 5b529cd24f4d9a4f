// clean: /json /500
export async function main(url: string): Promise<void> {
  const all = await Promise.all(['a', 'b'].map((k) => fetch(`${url}/${k}`)));
  while (all.length) {
    const r = all.shift();
    if (!r) break;
    await r.text();
  }
}
