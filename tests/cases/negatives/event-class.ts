// clean: /ok (request() of an own class)
class Wallet {
  async request(args: { method: string }): Promise<{ body: string; statusCode: number }> {
    return { body: args.method, statusCode: 200 };
  }
}

export async function main(url: string): Promise<void> {
  const { statusCode } = await new Wallet().request({ method: url });
  console.log(statusCode);
}
