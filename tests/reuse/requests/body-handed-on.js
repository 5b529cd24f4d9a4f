// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /204 /flaky (the body of a request that has been parsed is sent)
async function complete(request, upstream) {
  const { model } = await request.json();
  console.log(model);
  return fetch(upstream, {
    method: 'POST',
    body: request.body, // REUSE #sent
    duplex: 'half',
  }); // REUSE #sent
}

export async function main(url) {
  const request = new Request(url, { method: 'POST', body: JSON.stringify({ model: 'small' }) });
  const answer = await complete(request, url);
  return (await answer.text()).length;
}
