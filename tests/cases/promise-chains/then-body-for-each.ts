// clean: /500 /json /204
export function main(url: string): Promise<void> {
  return fetch(url)
    .then((res) => res.body)
    .then(async (body) => {
      let n = 0;
      if (body) for await (const part of body) n += part.byteLength;
      console.log(n);
    });
}
