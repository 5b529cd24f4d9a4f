// leaks when: /ok /500 (the list is reduced to booleans)
async function probes(api: string): Promise<boolean> {
  const answers = await Promise.all(['a', 'b'].map((p) => fetch(`${api}/${p}`))); // LEAK
  return answers.every((r) => r.ok);
}

export async function main(url: string): Promise<void> {
  console.log(await probes(url));
}
