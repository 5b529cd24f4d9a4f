// leaks when: /late (the timer has rejected the promise when the response comes); clean on: /small
function fetchWithin(url: string, ms: number): Promise<Response> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('timed out')), ms);
    fetch(url).then( // LEAK
      (response) => {
        clearTimeout(timer);
        resolve(response);
      },
      (error: Error) => {
        clearTimeout(timer);
        reject(error);
      },
    );
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
