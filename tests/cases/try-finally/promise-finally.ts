// clean: /ok /500
export async function main(url: string): Promise<void> {
  const res = await fetch(url);
  const work = async () => {
    if (!res.ok) throw new Error('bad');
    return res.headers.get('etag');
  };
  console.log(await work().finally(() => res.body?.cancel()));
}
