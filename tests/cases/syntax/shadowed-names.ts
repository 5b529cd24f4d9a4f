// leaks when: /500 (the same name for three things); clean on: /json
const body = 'outer body';
const error = { count: 0 };

async function load(url: string): Promise<string> {
  const response = await fetch(url, { method: 'POST', body }); // LEAK
  try {
    const items = [{ response: 'a' }].map(({ response }) => response);
    if (!response.ok) throw new Error(`${items[0]} ${response.status}`);
    const { name: response2 } = (await response.json()) as { name: string };
    return response2;
  } catch (error) {
    return `caught ${(error as Error).message}`;
  }
}

export async function main(url: string): Promise<string> {
  return `${await load(url)} ${error.count}`;
}
