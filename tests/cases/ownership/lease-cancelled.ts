// clean: /500 /json
interface Lease {
  answer: Response;
  cancel(): Promise<void>;
}

async function open(source: string): Promise<Lease> {
  const answer = await fetch(source);
  return {
    answer,
    async cancel() {
      await answer.body?.cancel();
    },
  };
}

export async function main(url: string): Promise<void> {
  const { answer, cancel } = await open(url);
  if (!answer.ok) {
    await cancel();
    return;
  }
  console.log(typeof (await answer.json()));
}
