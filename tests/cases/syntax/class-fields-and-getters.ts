// leaks when: /500 /json (a field, a getter, a static block)
class Probe {
  readonly status: Promise<number>;
  constructor(private readonly url: string) {
    this.status = fetch(url).then((res) => res.status); // LEAK
  }
  get ok(): Promise<boolean> {
    return fetch(this.url).then((r) => r.ok); // LEAK
  }
  check = async (): Promise<string> => (await fetch(this.url)).statusText; // LEAK
}
export async function main(url: string): Promise<string> {
  const probe = new Probe(url);
  return [await probe.status, await probe.ok, await probe.check()].join();
}
