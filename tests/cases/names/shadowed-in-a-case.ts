// leaks when: /500 /404 (cases with a constant of the same name); clean on: /json
export async function main(url: string): Promise<string> {
  const res = await fetch(url); // LEAK
  const { status } = res;
  switch (status) {
    case 200:
      return (await res.text()).slice(0, 5);
    case 404: {
      const [res] = ['missing'];
      return res;
    }
    default: {
      function res(): string {
        return 'other';
      }
      return res();
    }
  }
}
