// clean: /small /404
class Latest {
  private response: Response | undefined;

  load(url: string): Promise<void> {
    return fetch(url).then((res) => {
      this.response = res;
    });
  }

  async text(): Promise<string> {
    const text = await this.response?.text();
    this.response = undefined;
    return text ?? '';
  }
}

export async function main(url: string): Promise<string> {
  const latest = new Latest();
  await latest.load(url);
  return (await latest.text()).slice(0, 3);
}
