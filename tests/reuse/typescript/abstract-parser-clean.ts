// reuses when: never
abstract class Endpoint<T> {
  protected abstract decode(response: Response): Promise<T>;

  async call(url: string): Promise<T> {
    const response = await fetch(url);
    if (!response.ok) this.report(response.statusText);
    return this.decode(response);
  }

  private report(text: string): void {
    console.error('failed:', text);
  }
}

class TextEndpoint extends Endpoint<string> {
  protected decode(response: Response): Promise<string> {
    return response.text();
  }
}

export async function main(url: string): Promise<void> {
  console.log(await new TextEndpoint().call(url));
}
