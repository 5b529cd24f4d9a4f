// clean: /json /html /500
class GraphQLError extends Error {
  constructor(
    readonly response: Response,
    readonly raw: string,
  ) {
    super(`GraphQL request failed with ${response.status}`);
  }
}

async function graphql<T>(endpoint: string, query: string): Promise<T> {
  const response = await fetch(endpoint, { method: 'POST', body: JSON.stringify({ query }) });
  const raw = await response.text();
  if (!response.ok) throw new GraphQLError(response, raw);
  try {
    return JSON.parse(raw) as T;
  } catch {
    throw new GraphQLError(response, raw.slice(0, 100));
  }
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await graphql(url, '{ me }')));
}
