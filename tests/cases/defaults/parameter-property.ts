// clean: /small /500
class Job {
  constructor(
    url: string,
    private readonly pending: Promise<Response> = fetch(url),
  ) {}

  async text(): Promise<string> {
    const res = await this.pending;
    return (await res.text()).slice(0, 4);
  }
}

export async function main(url: string): Promise<string> {
  const job = new Job(url);
  return job.text();
}
