// leaks when: /late (resolve gets the response of a promise that is rejected already); clean on: /small
function fetchWithin(url: string, ms: number): Promise<Response> {
  return new Promise((resolve, reject) => {
    const onLate = (): void => reject(new Error('timed out'));
    setTimeout(onLate, ms);
    fetch(url).then(resolve, reject); // LEAK
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
