// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /204 /flaky (the request is sent on after its text has been read)
export default {
  async fetch(request) {
    const text = await request.text();
    if (text.length > 1000) return new Response(null, { status: 413 });
    return fetch(request); // REUSE
  },
};

export async function main(url) {
  const { default: worker } = await import(import.meta.url);
  const answer = await worker.fetch(new Request(url, { method: 'POST', body: 'text' }));
  return (await answer.text()).length;
}
