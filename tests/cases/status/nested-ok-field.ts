// clean: /json /json-error /500
export async function main(url: string): Promise<void> {
  const res = await fetch(url);
  const data = (await res.json()) as { ok: boolean; error?: string };
  if (!res.ok || !data.ok) throw new Error(data.error);
  console.log(data.ok);
}
