// leaks when: /ok /500 (the other mode is the one without a body)
async function probe(target: string, deep: boolean): Promise<number> {
  const answer = await fetch(target, { method: deep ? 'GET' : 'HEAD' }); // LEAK
  if (deep) return answer.status;
  await answer.text();
  return answer.status;
}

export async function main(url: string): Promise<void> {
  console.log(await probe(url, true));
}
