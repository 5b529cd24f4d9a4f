// leaks when: /500 /json (maps the response to a boolean)
const exists = (target: string): Promise<boolean> =>
  fetch(target).then( // LEAK
    ({ ok }) => ok,
    () => false,
  );

export async function main(url: string): Promise<void> {
  console.log(await exists(url));
}
