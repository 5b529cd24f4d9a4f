export function isGood(answer: Response): boolean {
  return answer.status >= 200 && answer.status < 300;
}
