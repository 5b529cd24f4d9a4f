// clean: /ok /500
export async function main(url: string): Promise<void> {
  const res = await fetch(url);
  let text: string | undefined;
  const load = async (): Promise<void> => { text = await res.text(); };
  if (res.ok) await load();
  if (text === undefined) await res.body?.cancel();
  console.log(text?.length);
}
