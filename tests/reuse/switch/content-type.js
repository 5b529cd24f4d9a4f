// reuses when: /json /json-error /text /404 /500 /502 /empty /flaky (every case reads, and so does the line behind the switch); clean on: /bad-json /204
export async function main(url) {
  const res = await fetch(url);
  let data;
  switch (res.headers.get('content-type')) {
    case 'application/json':
      data = await res.json();
      break;
    case 'application/octet-stream':
      data = await res.arrayBuffer();
      break;
    default:
      data = await res.text();
  }
  console.log(data, (await res.blob()).size); // REUSE
}
