// breaks when: /json /html (two of the cases have read by then); clean on: /ok
async function size(source: string): Promise<number> {
  const answer = await fetch(source);
  let n = 0;
  switch (answer.headers.get('content-type')) {
    case 'application/json':
      n = Object.keys((await answer.json()) as object).length;
      break;
    case 'text/html':
      n = (await answer.text()).length;
      break;
    default:
      n = -1;
  }
  await answer.body?.cancel(); // LOCKED
  return n;
}

export async function main(url: string): Promise<void> {
  console.log(await size(url));
}
