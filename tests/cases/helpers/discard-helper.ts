// clean: /500 /json
const discard = async (res: Response | undefined | null) => void (await res?.body?.cancel().catch(() => undefined));

export async function main(url: string): Promise<void> {
  const res = await fetch(url);
  if (!res.ok) {
    await discard(res);
    throw new Error('bad');
  }
  console.log(typeof (await res.json()));
}
