// clean: /json /500
export async function main(url: string): Promise<void> {
  const res = await fetch(url);
  const modes = ['text'] as const;
  for (const m of modes) await res[m]();
}
