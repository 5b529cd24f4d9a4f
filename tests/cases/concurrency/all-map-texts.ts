// clean: /ok /500
async function probes(api: string): Promise<number> {
  const answers = await Promise.all(['a', 'b'].map((p) => fetch(`${api}/${p}`)));
  const texts = await Promise.all(answers.map((r) => r.text()));
  return texts.join('').length;
}

export async function main(url: string): Promise<void> {
  console.log(await probes(url));
}
