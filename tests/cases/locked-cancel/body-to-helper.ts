// breaks when: /json (the helper gets the body of a read answer)
type Body = Response['body'];

const drop = async (body: Body, reason = 'unused'): Promise<void> => {
  if (body) await body.cancel(reason); // LOCKED #drop
};

export async function main(url: string): Promise<void> {
  const answer = await fetch(url);
  const value: unknown = await answer.json();
  await drop(answer.body); // LOCKED #drop
  console.log(typeof value);
}
