// leaks when: /mixed (the consumer skips what it does not like); clean on: /json
async function* answers(api: string): AsyncGenerator<Response> {
  for (const id of [1, 2, 3]) yield await fetch(`${api}/${id}`); // LEAK #each
}

export async function main(url: string): Promise<void> {
  for await (const answer of answers(url)) { // LEAK #each
    if (!answer.ok) continue;
    console.log((await answer.text()).length);
  }
}
