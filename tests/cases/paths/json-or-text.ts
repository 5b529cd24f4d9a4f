// clean: /json /html /500
export async function main(url: string): Promise<void> {
  const response = await fetch(url, { method: 'PATCH', body: '{}' });
  const isJson = response.headers.get('content-type')?.includes('application/json') ?? false;
  const data: unknown = isJson ? await response.json() : await response.text();
  if (!response.ok) {
    throw new Error(typeof data === 'string' ? data : JSON.stringify(data));
  }
  console.log(typeof data);
}
