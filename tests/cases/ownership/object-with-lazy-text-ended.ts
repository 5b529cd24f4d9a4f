// clean: /json /500
interface Page {
  status: number;
  type: string | null;
  text: () => Promise<string>;
  drop: () => Promise<void> | undefined;
}

async function open(source: string): Promise<Page> {
  const answer = await fetch(source);
  return {
    status: answer.status,
    type: answer.headers.get('content-type'),
    text: () => answer.text(),
    drop: () => answer.body?.cancel(),
  };
}

export async function main(url: string): Promise<void> {
  const { status, ...page } = await open(url);
  if (status === 200) console.log((await page.text()).length);
  else await page.drop();
}
