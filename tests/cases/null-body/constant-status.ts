// clean: /204 /json
const NO_CONTENT = 204;

export async function main(url: string): Promise<void> {
  const res = await fetch(url);
  if (res.status === NO_CONTENT) return;
  console.log((await res.text()).length);
}
