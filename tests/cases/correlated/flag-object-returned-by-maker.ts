// leaks when: /json (a closure over the object changes it); clean on: /204
function makeGate(): { close(): void; isClosed(): boolean } {
  const state = { closed: false };
  return {
    close() {
      state.closed = true;
    },
    isClosed: () => state.closed,
  };
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  const gate = makeGate();
  gate.close();
  if (gate.isClosed()) return null;
  return res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
