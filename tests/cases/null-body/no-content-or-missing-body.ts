// clean: /204 /json
export async function main(url: string): Promise<void> {
  const res = await fetch(url);
  const data = res.status === 204 || !res.body ? null : await res.json();
  console.log(typeof data);
}
