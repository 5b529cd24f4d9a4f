export type Send = (attempt: number) => Promise<Response>;

export async function retrying(send: Send, retries: number): Promise<Response> {
  let last: Response | undefined;
  for (let attempt = 0; attempt <= retries; attempt++) {
    await last?.body?.cancel();
    last = await send(attempt);
    if (last.status < 500) break;
  }
  return last!;
}
