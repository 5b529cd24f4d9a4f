// reuses when: never
export async function POST(request) {
  const text = await request.text();
  console.log(text.length);
  const order = JSON.parse(text);
  return Response.json({ id: order.id });
}

const routes = new Map([['POST', POST]]);

export async function main(url) {
  const request = new Request(url, { method: 'POST', body: JSON.stringify({ id: 7 }) });
  const answer = await routes.get('POST')(request);
  return (await answer.json()).id;
}
