// reuses when: never
export default {
  async fetch(request) {
    const text = await request.text();
    if (text.length > 1000) return new Response(null, { status: 413 });
    return fetch(new Request(request, { body: text }));
  },
};

export async function main(url) {
  const { default: worker } = await import(import.meta.url);
  const answer = await worker.fetch(new Request(url, { method: 'POST', body: 'text' }));
  return (await answer.text()).length;
}
