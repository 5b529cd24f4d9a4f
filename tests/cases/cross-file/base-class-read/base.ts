export abstract class BaseClient {
  constructor(protected readonly api: string) {}

  protected async call(path: string): Promise<Response> {
    const answer = await fetch(this.api + path);
    if (!answer.ok) {
      const text = await answer.text();
      throw new Error(text.slice(0, 20));
    }
    return answer;
  }
}
