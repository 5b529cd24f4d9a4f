// leaks when: /404 (without semicolons; the exit is followed by a line that begins with a parenthesis); clean on: /json
import { request } from 'undici'

export async function main(url: string): Promise<string> {
  const seen: number[] = []
  const { statusCode, body } = await request(url) // LEAK
  if (statusCode !== 200) return `bad ${seen.length}`
  ;(seen as Array<number | string>).push(statusCode)
  const text = await body.text()
  return `${seen.length} ${text.slice(0, 5)}`
}
