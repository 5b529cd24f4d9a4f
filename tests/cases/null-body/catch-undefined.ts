// clean: /json /500 /refuse
export async function main(url: string): Promise<void> {
  const res = await fetch(url).catch((e: Error) => void console.warn(e.message));
  if (!res) return;
  console.log((await res.text()).length);
}
