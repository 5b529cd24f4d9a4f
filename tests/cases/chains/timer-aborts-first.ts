// clean: /late /small
function fetchWithin(url: string, ms: number): Promise<Response> {
  return new Promise((resolve, reject) => {
    const controller = new AbortController();
    const timer = setTimeout(() => {
      controller.abort();
      reject(new Error('timed out'));
    }, ms);
    fetch(url, { signal: controller.signal }).then((response) => {
      clearTimeout(timer);
      resolve(response);
    }, reject);
  });
}

export async function main(url: string): Promise<string> {
  try {
    const response = await fetchWithin(url, url.endsWith('late') ? 50 : 5_000);
    return (await response.text()).slice(0, 3);
  } catch (error) {
    await new Promise((resolve) => setTimeout(resolve, 700));
    return (error as Error).message;
  }
}
