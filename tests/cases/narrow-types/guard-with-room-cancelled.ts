// clean: /json /500
function isFine(res: Response): res is Response {
  return res.ok;
}

export async function main(url: string): Promise<string> {
  const answer = await fetch(url);
  const res = answer;
  if (isFine(res)) return (await res.text()).slice(0, 3);
  await answer.body?.cancel();
  return 'bad';
}
