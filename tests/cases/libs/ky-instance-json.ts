// clean: /json
import ky from 'ky';

const api = ky.create({ retry: 0, headers: { accept: 'application/json' } });

export async function main(url: string): Promise<void> {
  const { name } = await api.get(url).json<{ name: string }>();
  console.log(name);
}
