export default async function discard({ body }: Response): Promise<void> {
  await body?.cancel(); // LOCKED #discard
}
