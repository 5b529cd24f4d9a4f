// leaks when: /500 (a helper logs the interesting headers before the function gives up); clean on: /json
const INTERESTING = ['x-request-id', 'retry-after', 'etag'];

function logFailure(step: string, response: Response): void {
  const headers = INTERESTING.flatMap((name) => {
    const value = response.headers.get(name);
    return value && name !== 'x-request-id' ? [`${name}=${value}`] : [];
  });
  console.error(`${step} failed: ${response.status} ${headers.join(' ')}`);
}

async function publish(url: string, version: string): Promise<boolean> {
  const response = await fetch(`${url}/packages/${version}`, { method: 'PUT' }); // LEAK
  if (response.status >= 400) {
    logFailure('publish', response);
    return false;
  }
  await response.arrayBuffer();
  return true;
}

export async function main(url: string): Promise<void> {
  console.log(await publish(url, '1.0.0'));
}
