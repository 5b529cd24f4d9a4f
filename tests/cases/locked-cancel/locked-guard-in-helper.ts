// clean: /json /500
type Body = Response['body'];

const drop = async (body: Body): Promise<void> => {
  if (!body || body.locked) return;
  await body.cancel();
};

export async function main(url: string): Promise<void> {
  const answer = await fetch(url);
  if (answer.ok) console.log(typeof (await answer.json()));
  await drop(answer.body);
}
