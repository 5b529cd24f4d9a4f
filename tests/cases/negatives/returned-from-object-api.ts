// clean: /ok /500 (an api object whose callers read)
export const api = {
  raw: (target: string) => fetch(target),
  async text(target: string) {
    const res = await this.raw(target);
    return res.text();
  },
};

export async function main(url: string): Promise<void> {
  console.log((await api.text(url)).length);
}
