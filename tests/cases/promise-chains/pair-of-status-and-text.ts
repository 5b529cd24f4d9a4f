// clean: /ok /500
function snapshot(source: string): Promise<{ status: number; size: number }> {
  return fetch(source)
    .then((res) => Promise.all([res.status, res.text()]))
    .then(([status, text]) => ({ status, size: text.length }));
}

export async function main(url: string): Promise<void> {
  console.log(await snapshot(url));
}
