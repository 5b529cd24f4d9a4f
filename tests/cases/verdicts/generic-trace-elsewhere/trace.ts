export async function traced<T>(name: string, job: () => Promise<T>): Promise<{ name: string; value: T }> {
  const value = await job();
  return { name, value };
}
