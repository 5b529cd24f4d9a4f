// leaks when: /mixed (the bad ones are not collected); clean on: /json
export async function main(url: string): Promise<void> {
  const open: Response[] = [];
  for (const id of [1, 2, 3]) {
    const res = await fetch(`${url}/${id}`); // LEAK
    if (res.ok) open.push(res);
  }
  for (const res of open) console.log((await res.text()).length);
}
