// clean: /json /500
export async function main(url: string): Promise<void> {
  const all = await Promise.all(['a', 'b'].map((k) => fetch(`${url}/${k}`)));
  let i = all.length;
  while (i--) await all[i].text();
}
