// clean: /ok /500
export async function main(url: string): Promise<string> {
  const { body, status } = await fetch(url);
  const [preview, full] = body!.tee();
  const dropped = preview.cancel('not needed');
  const rest = full.cancel();
  await Promise.all([dropped, rest]);
  return `${status} ${full.locked}`;
}
