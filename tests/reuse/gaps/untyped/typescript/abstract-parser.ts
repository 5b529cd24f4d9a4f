// reuses when: /500 /502 /404 /flaky (the base class reads the failure, the subclass everything); clean on: /json /json-error /bad-json /text /empty /204
abstract class Endpoint<T> {
  protected abstract decode(response: Response): Promise<T>;

  async call(url: string): Promise<T> {
    const response = await fetch(url);
    if (!response.ok) this.report(await response.text());
    return this.decode(response); // REUSE #decode
  }

  private report(text: string): void {
    console.error('failed:', text);
  }
}

class TextEndpoint extends Endpoint<string> {
  protected decode(response: Response): Promise<string> {
    return response.text(); // REUSE #decode
  }
}

export async function main(url: string): Promise<void> {
  console.log(await new TextEndpoint().call(url));
}
