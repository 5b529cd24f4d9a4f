// leaks when: /503-then-ok (the retrying wrapper drops the refused answers); clean on: /json
type Send = (source: string) => Promise<Response>;

const retrying = (send: Send, times: number): Send => async (source) => {
  for (let i = 0; i < times; i++) {
    const answer = await send(source); // LEAK
    if (answer.status !== 503) return answer;
  }
  throw new Error('still unavailable');
};

export async function main(url: string): Promise<void> {
  const answer = await retrying(fetch, 3)(url);
  console.log((await answer.text()).length);
}
