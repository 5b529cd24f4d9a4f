// leaks when: /mixed (refused members of the batch are filtered out unread); clean on: /json
const isFulfilled = <T>(result: PromiseSettledResult<T>): result is PromiseFulfilledResult<T> => result.status === 'fulfilled';

export async function main(url: string): Promise<void> {
  const settled = await Promise.allSettled(['a', 'b', 'c'].map((name) => fetch(`${url}/${name}`))); // LEAK
  const good = settled
    .filter(isFulfilled)
    .map((result) => result.value)
    .filter((response) => response.ok);
  const bodies = await Promise.all(good.map((response) => response.json()));
  console.log(bodies.length);
}
