// clean: /json /500
async function* each(api: string, ids: number[]): AsyncGenerator<Response> {
  for (const id of ids) yield await fetch(`${api}/${id}`);
}

export async function main(url: string): Promise<void> {
  for await (const res of each(url, [1, 2])) console.log((await res.text()).length);
}
