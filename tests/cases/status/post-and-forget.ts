// leaks when: /json /500 (the result of the hook is discarded)
export async function main(url: string): Promise<void> {
  await fetch(url, { method: 'POST', body: JSON.stringify({ event: 'started' }) }); // LEAK
}
