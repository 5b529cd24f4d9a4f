// clean: /json /500 (what an async function throws comes where its promise is waited for, not where it is called)
async function refuse(reason: string): Promise<never> {
  await null;
  throw new Error(reason);
}

export async function main(url: string): Promise<string> {
  const response = await fetch(url);
  const refusal = refuse('closed on Sundays');
  const text = await response.text();
  const why = await refusal.catch((error: Error) => error.message);
  return `${text.length > 0} ${why}`;
}
