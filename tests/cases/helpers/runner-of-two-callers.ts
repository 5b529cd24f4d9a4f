// leaks when: /503-then-ok (the runner drops the refused response); clean on: /json
async function withRetry(send: () => Promise<Response>, retries = 3): Promise<Response> {
  for (let attempt = 0; ; attempt++) {
    const response = await send();
    if (response.ok || attempt >= retries) return response;
    await new Promise((r) => setTimeout(r, 5));
  }
}
export async function main(url: string): Promise<void> {
  const res = await withRetry(() => fetch(url)); // LEAK
  console.log((await res.text()).length > 0);
  const again = await withRetry(() => fetch(`${url}?again`)); // LEAK
  console.log((await again.text()).length > 0);
}
