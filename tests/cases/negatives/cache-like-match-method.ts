// clean: /ok (a cache with a match method)
class Cache2 {
  async match(key: string): Promise<Response | undefined> {
    return key.length > 2 ? new Response(key) : undefined;
  }
}

export async function main(url: string): Promise<void> {
  const hit = await new Cache2().match(url);
  console.log(hit?.status);
}
