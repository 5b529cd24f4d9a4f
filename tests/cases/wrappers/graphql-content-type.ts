// leaks when: /html (a login page instead of JSON is refused unread); clean on: /json /json-error
interface GraphQLResult<T> {
  data?: T;
  errors?: { message: string }[];
}

class GraphQLClient {
  constructor(
    private readonly endpoint: string,
    private readonly headers: Record<string, string> = {},
  ) {}

  async query<T>(query: string, variables: Record<string, unknown> = {}): Promise<T | undefined> {
    const response = await fetch(this.endpoint, { // LEAK
      method: 'POST',
      headers: { 'content-type': 'application/json', ...this.headers },
      body: JSON.stringify({ query, variables }),
    });

    const contentType = response.headers.get('content-type');
    if (!contentType?.startsWith('application/json')) {
      throw new Error(`Unexpected content type ${contentType}`);
    }

    const result = (await response.json()) as GraphQLResult<T>;
    if (result.errors?.length) {
      throw new Error(result.errors.map((e) => e.message).join('\n'));
    }
    return result.data;
  }
}

export async function main(url: string): Promise<void> {
  console.log(await new GraphQLClient(url).query('{ me { id } }'));
}
