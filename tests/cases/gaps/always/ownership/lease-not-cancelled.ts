// leaks when: /500 (the lease could cancel, the caller returns); clean on: /json
interface Lease {
  answer: Response;
  cancel(): Promise<void>;
}

async function open(source: string): Promise<Lease> {
  const answer = await fetch(source);
  return {
    answer,
    cancel: async () => {
      await answer.body?.cancel();
    },
  };
}

export async function main(url: string): Promise<void> {
  const lease = await open(url); // LEAK
  if (!lease.answer.ok) {
    console.error(lease.answer.status);
    return;
  }
  console.log(typeof (await lease.answer.json()));
}
