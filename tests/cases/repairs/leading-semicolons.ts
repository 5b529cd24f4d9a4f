// leaks when: /500 (no semicolons, lines that begin with brackets); clean on: /json
export async function main(url: string): Promise<string> {
  const out: string[] = []
  const res = await fetch(url) // LEAK
  ;[1, 2].forEach((n) => out.push(`${n}`))
  if (!res.ok)
    return out.join()
  ;(() => out.push('good'))()
  const text = await res.text()
  ;`${text.length}`.trim()
  return out.join()
}
