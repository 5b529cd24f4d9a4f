// leaks when: /500 (the error half of the pair hides the response); clean on: /json
async function attempt(source: string): Promise<[Error, Response] | [null, Response]> {
  const answer = await fetch(source);
  return answer.ok ? [null, answer] : [new Error(String(answer.status)), answer];
}

export async function main(url: string): Promise<void> {
  const [error, answer] = await attempt(url); // LEAK
  if (error) {
    console.error(error.message);
    return;
  }
  console.log((await answer.text()).length);
}
