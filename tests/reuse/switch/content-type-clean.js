// reuses when: never
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
  console.log(data, res.headers.get('content-length'));
}
