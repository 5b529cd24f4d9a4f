// clean: /204 /json
enum Code {
  NoContent = 204,
  NotFound = 404,
}

export async function main(url: string): Promise<void> {
  const res = await fetch(url);
  if (res.status === Code.NoContent) return;
  console.log((await res.text()).length);
}
