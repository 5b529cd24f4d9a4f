// clean: /late /small
function textWithin(url: string, ms: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('timed out')), ms);
    fetch(url)
      .then(async (response) => {
        resolve(await response.text());
        clearTimeout(timer);
      })
      .catch(reject);
  });
}

export async function main(url: string): Promise<string> {
  try {
    return (await textWithin(url, url.endsWith('late') ? 50 : 5_000)).slice(0, 3);
  } catch (error) {
    await new Promise((resolve) => setTimeout(resolve, 700));
    return (error as Error).message;
  }
}
