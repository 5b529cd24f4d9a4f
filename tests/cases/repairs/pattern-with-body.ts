// clean: /500 /ok
export async function main(url: string): Promise<unknown> {
  const { status, body } = await fetch(url);
  await body?.cancel();
  return status;
}
