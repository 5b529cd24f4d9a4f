// leaks when: /lag-b (the slower mirrors' answers are never looked at)
async function fastest(base: string, mirrors: string[]): Promise<Response> {
  return Promise.any(
    mirrors.map(async (mirror) => {
      const response = await fetch(`${base}/${mirror}`); // LEAK
      if (!response.ok) {
        await response.body?.cancel();
        throw new Error(`${mirror}: ${response.status}`);
      }
      return response;
    }),
  );
}

export async function main(url: string): Promise<void> {
  const response = await fastest(url, ['a', 'b']);
  console.log(((await response.json()) as { name: string }).name);
}
