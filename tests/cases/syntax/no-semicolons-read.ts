// clean: /404 /json
export async function main(url: string): Promise<string> {
  const seen: number[] = []
  const res = await fetch(url)
  const text = await res.text()
  ;[404, 500].forEach((bad) => res.status === bad && seen.push(bad))
  if (seen.length) return `bad ${seen.join()}`
  return text.slice(0, 5)
}
