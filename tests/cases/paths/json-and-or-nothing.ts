// leaks when: /html (isJson && await …: anything else is not read); clean on: /json /500
async function handleResponse<T>(response: Response): Promise<T | undefined> {
  const isJson = response.headers.get('content-type')?.includes('application/json');
  const data = isJson ? ((await response.json()) as T & { message?: string }) : undefined;
  if (!response.ok) {
    throw new Error(data?.message ?? response.statusText);
  }
  return data;
}

export async function main(url: string): Promise<void> {
  const thing = await fetch(url).then((response) => handleResponse<{ name: string }>(response)); // LEAK
  console.log(thing?.name);
}
