// clean: /json /bad-json /500
async function readMessage(url: string): Promise<string> {
  const res = await fetch(url);
  let data: { message?: string } | null;
  try {
    data = (await res.json()) as { message?: string };
  } catch {
    data = null;
  }
  if (!data) return `unreadable answer (${res.status})`;
  return data.message ?? 'no message';
}

export async function main(url: string): Promise<void> {
  console.log(await readMessage(url));
}
