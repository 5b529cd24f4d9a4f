// leaks when: /500 (a flag is set and reset in one synchronous stretch); clean on: /small
let gate: Array<() => void> = [];
const meet = (): Promise<void> => new Promise((ok) => {
  gate.push(ok);
  if (gate.length === 2) gate.forEach((go) => go());
});

class Journal {
  private isWriting = false;
  readonly lines: string[] = [];

  write(line: string): void {
    this.lines.push(this.isWriting ? `LOST ${line}` : line);
  }

  async record(url: string): Promise<number> {
    const response = await fetch(url); // LEAK
    await meet();
    if (response.status >= 500) {
      this.write('opened');
      this.isWriting = true;
      const at = this.lines.length;
      this.isWriting = false;
      return at;
    }
    return (await response.text()).length;
  }
}

export async function main(url: string): Promise<string> {
  gate = [];
  const journal = new Journal();
  await Promise.all([journal.record(url), journal.record(url)]);
  return journal.lines.join();
}
