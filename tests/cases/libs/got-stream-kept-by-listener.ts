// leaks when: /json (nothing reads or ends the stream)
import got from 'got';

function statusOf(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = got
      .stream(url, { throwHttpErrors: false, retry: { limit: 0 } }) // LEAK
      .on('error', reject)
      .on('response', ({ statusCode }: { statusCode: number }) => {
        resolve(statusCode + Number(request.destroyed));
      });
  });
}

export async function main(url: string): Promise<number> {
  return statusOf(url);
}
