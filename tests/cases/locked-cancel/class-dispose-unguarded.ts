// breaks when: /ok /500 (dispose() cancels after text())
class Download {
  private constructor(private readonly answer: Response) {}

  static async start(source: string): Promise<Download> {
    return new Download(await fetch(source));
  }

  text(): Promise<string> {
    return this.answer.text();
  }

  async dispose(): Promise<void> {
    await this.answer.body?.cancel(); // LOCKED #dispose
  }
}

export async function main(url: string): Promise<void> {
  const download = await Download.start(url);
  try {
    console.log((await download.text()).length);
  } finally {
    await download.dispose(); // LOCKED #dispose
  }
}
