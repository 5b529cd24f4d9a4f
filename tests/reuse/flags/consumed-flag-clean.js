// reuses when: never
export async function main(url) {
  const response = await fetch(url);
  let consumed = false;
  if (response.headers.get('content-type') === 'text/html') {
    console.log(await response.text());
    consumed = true;
  }
  if (!consumed) console.log(await response.text());
}
