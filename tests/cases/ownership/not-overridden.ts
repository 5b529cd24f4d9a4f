// leaks when: /500 (the class that is extended has a method of another name); clean on: /ok
class Base {
  async run(u: string): Promise<number> {
    const res = await fetch(u); // LEAK
    if (!res.ok) {
      this.onFailure(res);
      return -1;
    }
    return (await res.text()).length;
  }
  protected onFailure(res: Response): void {
    console.debug('failed', res.status);
  }
}

class Child extends Base {
  onSuccess(res: Response): void {
    console.debug('fine', res.status);
  }
}

export async function main(url: string): Promise<void> {
  console.log(await new Child().run(url));
}
