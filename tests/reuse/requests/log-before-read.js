// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /204 /flaky (the handler logs the request before it parses it)
export async function POST(request) {
  console.log((await request.text()).length);
  const order = await request.json(); // REUSE
  return Response.json({ id: order.id });
}

const routes = new Map([['POST', POST]]);

export async function main(url) {
  const request = new Request(url, { method: 'POST', body: JSON.stringify({ id: 7 }) });
  const answer = await routes.get('POST')(request);
  return (await answer.json()).id;
}
