// clean: /late /small
function fetchWithin(url: string, ms: number): Promise<Response> {
  return new Promise((resolve, reject) => {
    let isLate = false;
    setTimeout(() => {
      isLate = true;
      reject(new Error('timed out'));
    }, ms);
    fetch(url).then((response) => {
      if (isLate) void response.body?.cancel();
      else resolve(response);
    }, reject);
  });
}

export async function main(url: string): Promise<string> {
  try {
    const response = await fetchWithin(url, 50);
    return (await response.text()).slice(0, 3);
  } catch (error) {
    await new Promise((resolve) => setTimeout(resolve, 700));
    return (error as Error).message;
  }
}
