// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (the decoder pipes from the body); clean on: /204
export async function main(url) {
  const res = await fetch(url);
  const decoded = res.body?.pipeThrough(new TextDecoderStream());
  let found = false;
  for await (const part of decoded ?? []) found ||= part.includes('widget');
  if (decoded) console.log(found, (await res.blob()).size); // REUSE
}
