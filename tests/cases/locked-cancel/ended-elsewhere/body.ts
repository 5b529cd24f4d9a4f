export async function settle(res: Response): Promise<void> {
  await res.body?.cancel();
}
