// leaks when: /json /500 (both handlers only log)
export function main(url: string): Promise<void> {
  return fetch(url).then( // LEAK
    (res) => console.log(res.status),
    (e: Error) => console.error(e.message),
  );
}
