// clean: /json /500
function track(url: string, event: string): void {
  void fetch(`${url}/collect`, { method: 'POST', body: JSON.stringify({ event }) })
    .then((res) => res.arrayBuffer())
    .catch(() => undefined);
}

export async function main(url: string): Promise<void> {
  track(url, 'started');
  await new Promise((resolve) => setTimeout(resolve, 150));
}
