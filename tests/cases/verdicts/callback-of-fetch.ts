// leaks when: /ok /500 (the callback is told the status)
class Probe {
  ask(url: string, cb: (error: unknown, res?: Response) => void): void {
    fetch(url).then((res) => cb(null, res), cb); // LEAK #one
  }
}

const probe = new Probe();

export const main = (url: string): Promise<void> =>
  new Promise((done) => {
    probe.ask(url, (error, res) => { // LEAK #one
      console.log(error ? 'failed' : res!.status);
      done();
    });
  });
