// clean: /500 /json
class Probe {
  readonly response: Promise<Response>;
  constructor(url: string) {
    this.response = fetch(url);
  }
  get ok(): Promise<boolean> {
    return this.response.then((r) => r.ok);
  }
  text = async (): Promise<string> => (await this.response).text();
}
export async function main(url: string): Promise<string> {
  const probe = new Probe(url);
  return [await probe.ok, (await probe.text()).slice(0, 3)].join();
}
