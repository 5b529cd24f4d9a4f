// clean: /ok (a fake fetch that builds responses)
const fakeFetch = async (target: string): Promise<Response> => new Response(`fake ${target}`);

export async function main(url: string): Promise<void> {
  const res = await fakeFetch(url);
  console.log(res.status);
}
