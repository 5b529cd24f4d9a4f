// clean: /ok (a class implementing fetch with canned responses)
class FakeClient {
  calls: string[] = [];

  fetch = async (target: string): Promise<Response> => {
    this.calls.push(target);
    return new Response(null, { status: 204 });
  };
}

export async function main(url: string): Promise<void> {
  const client = new FakeClient();
  await client.fetch(url);
  const res = await client.fetch(url);
  console.log(res.ok, client.calls.length);
}
