// clean: /late /json
export async function main(url: string): Promise<void> {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('too slow')), 90);
  });
  const request = fetch(url, { signal: controller.signal });
  request.catch(() => {});
  try {
    const response = await Promise.race([request, timeout]);
    console.log((await response.text()).length > 0);
  } catch (error) {
    console.error((error as Error).message);
  } finally {
    clearTimeout(timer);
    controller.abort();
  }
}
