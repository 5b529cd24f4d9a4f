// clean: /500 /json
export function main(url: string): Promise<void> {
  let answer: Response | undefined;
  return fetch(url)
    .then((res) => {
      answer = res;
      if (!res.ok) throw new Error('bad');
      return res.text();
    })
    .then((t) => console.log(t.length))
    .catch((e: Error) => console.error(e.message))
    .finally(async () => {
      if (answer && !answer.bodyUsed) await answer.body?.cancel();
    });
}
