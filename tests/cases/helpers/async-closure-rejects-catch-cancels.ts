// clean: /500 /json
export async function main(url: string): Promise<void> {
  const res = await fetch(url);
  const parse = async () => {
    if (!res.ok) throw new Error('bad');
    return res.text();
  };
  const text = await parse().catch(async () => {
    await res.body?.cancel();
    return '';
  });
  console.log(text.length);
}
