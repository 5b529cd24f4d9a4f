// leaks when: /ok (whoever only wants the status never has the body read)
class Feed {
  async *events(source: string): AsyncGenerator<string> {
    const res = await fetch(source); // LEAK
    try {
      yield String(res.status);
      yield await res.text();
    } finally {
      console.log('over');
    }
  }
}

export async function main(url: string): Promise<void> {
  for await (const event of new Feed().events(url)) {
    console.log(event);
    break;
  }
}
