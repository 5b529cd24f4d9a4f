// leaks when: /500 (without semicolons; the line after the request begins with a bracket); clean on: /json
export async function main(url: string): Promise<string> {
  let status = 0
  let type: string | null = null
  const res = await fetch(url) // LEAK
  ;[status, type] = [res.status, res.headers.get('content-type')]
  if (status >= 500) return `bad ${type}`
  const { name } = (await res.json()) as { name: string }
  return name
}
