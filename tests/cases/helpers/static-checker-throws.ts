// leaks when: /500 (a static checker throws); clean on: /json
class Http {
  static check(res: Response): Response {
    if (res.status >= 400) throw new RangeError(String(res.status));
    return res;
  }
}

export async function main(url: string): Promise<void> {
  const res = Http.check(await fetch(url)); // LEAK
  console.log((await res.text()).length);
}
