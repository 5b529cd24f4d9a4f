// clean: /404 /json /500
interface Given {
  started?: Promise<Response>;
  say?: (text: string) => void;
}

async function report(source: string, { started = fetch(source), say = console.log }: Given = {}): Promise<void> {
  const { code, ...rest } = await started.then((answer) => ({
    code: answer.status,
    read: () => answer.text(),
    end: async () => await answer.body?.cancel(),
  }));
  if (code === 404) {
    await rest.end();
    return say('gone');
  }
  say(String((await rest.read()).length > 0));
}

export async function main(url: string): Promise<void> {
  await report(url);
}
