// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (the progress reader has read everything); clean on: /204
export async function main(url) {
  const response = await fetch(url);
  const reader = response.body?.getReader();
  if (!reader) return;
  let received = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    received += value.length;
    console.log('progress', received);
  }
  const blob = await response.blob(); // REUSE
  console.log(blob.size);
}
