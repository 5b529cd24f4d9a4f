// reuses when: /502 (the flag is asked the wrong way round); clean on: /json /json-error /bad-json /text /404 /500 /empty /flaky /204
export async function main(url) {
  const response = await fetch(url);
  let consumed = false;
  if (response.headers.get('content-type') === 'text/html') {
    console.log(await response.text());
    consumed = true;
  }
  if (consumed)
    console.log(await response.blob()); // REUSE
  else console.log(await response.text());
}
