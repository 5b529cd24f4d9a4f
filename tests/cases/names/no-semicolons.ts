// leaks when: /500 (no semicolons, and lines that start with a bracket); clean on: /json
export async function main(url: string): Promise<string> {
  let a = 1
  let b = 2
  const res = await fetch(url) // LEAK
  ;[a, b] = [b, a]
  if (res.ok) return (await res.text()).slice(0, 5)
  ;[a, b] = [b + 1, a + 1]
  return `${a} ${b}`
}
