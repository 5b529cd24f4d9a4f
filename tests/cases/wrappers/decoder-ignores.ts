// leaks when: /json /500 (the decoder that is passed looks at a header only)
async function call<T>(source: string, decode: (answer: Response) => T): Promise<T> {
  const answer = await fetch(source); // LEAK #call
  return decode(answer);
}

export async function main(url: string): Promise<void> {
  const tag = await call(url, (answer) => answer.headers.get('etag')); // LEAK #call
  console.log(tag);
}
