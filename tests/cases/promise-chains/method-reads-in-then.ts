// clean: /500 /json
class Client {
  private parse(res: Response): Promise<unknown> {
    return res.json();
  }

  get(target: string): Promise<unknown> {
    return fetch(target).then((res) => this.parse(res));
  }
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await new Client().get(url)));
}
