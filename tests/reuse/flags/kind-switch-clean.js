// reuses when: never
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
  const response = await parse(await fetch(url), 'raw');
  console.log(await parse(response, 'text'));
}
