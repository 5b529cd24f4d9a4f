// clean: /ok (clones of built responses)
export async function main(url: string): Promise<void> {
  const built = new Response(`for ${url}`);
  const copy = built.clone();
  console.log(copy.status, built.headers.get('content-type'));
}
