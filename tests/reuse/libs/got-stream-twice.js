// reuses when: /json /json-error /bad-json /text /404 /500 /502 /flaky (the second reader of the stream gets nothing); clean on: /empty /204
import got from 'got';

async function sizeOf(stream) {
  let size = 0;
  for await (const chunk of stream) size += chunk.length;
  return size;
}

export async function main(url) {
  const stream = got.stream(url, { throwHttpErrors: false, retry: { limit: 0 } });
  return { size: await sizeOf(stream), again: await sizeOf(stream) }; // REUSE
}
