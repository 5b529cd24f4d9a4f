// clean: /204 /json
const Status = { Ok: 200, NoContent: 204 } as const;

export async function main(url: string): Promise<void> {
  const res = await fetch(url);
  if (res.status === Status.NoContent) return;
  console.log((await res.text()).length);
}
