// clean: /500 /json
interface HttpPort {
  deliver(path: string): Promise<Response>;
}

class FetchPort implements HttpPort {
  constructor(private readonly root: string) {}

  deliver(path: string): Promise<Response> {
    return fetch(this.root + path);
  }
}

class InvoiceService {
  constructor(private readonly http: HttpPort) {}

  async total(customer: string): Promise<number> {
    const response = await this.http.deliver(`/invoices/${customer}`);
    if (!response.ok) {
      await response.body?.cancel();
      throw new Error(`invoices of ${customer}: ${response.status}`);
    }
    const { total } = (await response.json()) as { total: number };
    return total;
  }
}

export async function main(url: string): Promise<void> {
  const service = new InvoiceService(new FetchPort(url));
  console.log(await service.total('acme'));
}
