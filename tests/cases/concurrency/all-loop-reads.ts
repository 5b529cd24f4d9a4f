// clean: /json /mixed
async function names(api: string, ids: number[]): Promise<string[]> {
  const answers = await Promise.all(ids.map((id) => fetch(`${api}/${id}`)));
  const found: string[] = [];
  for (const res of answers) {
    const text = await res.text();
    if (res.ok) found.push(text);
  }
  return found;
}

export async function main(url: string): Promise<void> {
  console.log((await names(url, [1, 2, 3])).length);
}
