// leaks when: /html (only JSON errors are drained); clean on: /json /500
async function explain(response: Response): Promise<string> {
  let message = `status ${response.status}`;
  if (response.headers.get('content-type')?.includes('json')) {
    const { error } = (await response.json()) as { error?: string };
    if (error) message = error;
  }
  return message;
}

export async function main(url: string): Promise<void> {
  const response = await fetch(url, { method: 'DELETE' }); // LEAK
  console.log(await explain(response));
}
