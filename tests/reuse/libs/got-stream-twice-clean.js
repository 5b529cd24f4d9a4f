// reuses when: never
import got from 'got';

async function sizeOf(stream) {
  let size = 0;
  for await (const chunk of stream) size += chunk.length;
  return size;
}

export async function main(url) {
  const stream = got.stream(url, { throwHttpErrors: false, retry: { limit: 0 } });
  const size = await sizeOf(stream);
  return { size, again: size };
}
