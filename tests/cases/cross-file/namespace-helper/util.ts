export function isGood(answer: Response): boolean {
  return answer.status >= 200 && answer.status < 300;
}
export async function drain(answer: Response): Promise<void> {
  await answer.arrayBuffer();
}
