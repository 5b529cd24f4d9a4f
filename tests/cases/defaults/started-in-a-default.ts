// leaks when: /404 (a request that a default starts is wrapped, and only its status is asked for); clean on: /json /500
interface Given {
  started?: Promise<Response>;
  say?: (text: string) => void;
}

async function report(source: string, { started = fetch(source), say = console.log }: Given = {}): Promise<void> { // LEAK
  const { code, ...rest } = await started.then((answer) => ({ code: answer.status, read: () => answer.text() }));
  if (code === 404) return say('gone');
  say(String((await rest.read()).length > 0));
}

export async function main(url: string): Promise<void> {
  await report(url);
}
