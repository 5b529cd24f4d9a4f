// clean: /500 /json
const response = { text: () => 'outer' };

async function load(url: string): Promise<string> {
  const texts = [response.text()];
  {
    const response = await fetch(url);
    texts.push((await response.text()).slice(0, 5));
    if (!response.ok) texts.push('bad');
  }
  return texts.concat(response.text()).join();
}

export async function main(url: string): Promise<string> {
  return load(url);
}
