// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (two calls of one helper); clean on: /204
async function parse(response, kind) {
  switch (kind) {
    case 'json':
      return response.json().catch(() => null);
    case 'text':
      return response.text();
    default:
      return response;
  }
}

export async function main(url) {
  const response = await fetch(url);
  const first = await parse(response, 'json');
  const second = await parse(response, 'text'); // REUSE
  console.log(first, second);
}
