// clean: /ok /500
export async function main(url: string): Promise<void> {
  const res = await fetch(url);
  let read = false;
  await Promise.all(
    [res].map(async (one) => {
      await one.text();
      read = true;
    }),
  );
  if (!read) await res.body?.cancel();
}
