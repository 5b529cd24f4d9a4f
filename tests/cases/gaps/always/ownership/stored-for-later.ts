// leaks when: /mixed (the ones that failed stay in the map); clean on: /json
async function start(base: string, names: string[]): Promise<Map<string, Response>> {
  const responses = new Map<string, Response>();
  for (const name of names) {
    responses.set(name, await fetch(`${base}/${name}`)); // LEAK #stored
  }
  return responses;
}

export async function main(url: string): Promise<void> {
  const responses = await start(url, ['a', 'b']); // LEAK #stored
  for (const [name, response] of responses) {
    if (response.status !== 200) {
      console.log(name, 'failed');
      continue;
    }
    console.log(name, (await response.text()).length > 0);
  }
}
