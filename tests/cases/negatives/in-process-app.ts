// clean: /ok /json (the app is called in process)
type Handler = (req: Request) => Response | Promise<Response>;

class App {
  private readonly routes = new Map<string, Handler>();

  on(path: string, handler: Handler): this {
    this.routes.set(path, handler);
    return this;
  }

  async request(path: string): Promise<Response> {
    const handler = this.routes.get(path);
    return handler ? handler(new Request(`http://localhost${path}`)) : new Response(null, { status: 404 });
  }
}

export async function main(url: string): Promise<void> {
  const app = new App().on('/ok', () => Response.json({ fine: true }));
  const res = await app.request(new URL(url).pathname);
  console.log(res.status === 200);
}
