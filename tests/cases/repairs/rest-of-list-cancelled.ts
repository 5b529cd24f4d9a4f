// clean: /json /500
export async function main(url: string): Promise<string> {
  const [first, ...spare] = await Promise.all(['a', 'b', 'c'].map((id) => fetch(`${url}/${id}`)));
  await Promise.all(spare.map((one) => one.body?.cancel()));
  const text = await first!.text();
  return `${spare.length} ${text.length > 0}`;
}
