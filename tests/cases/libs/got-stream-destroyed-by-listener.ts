// clean: /json /204
import got from 'got';

function statusOf(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = got
      .stream(url, { throwHttpErrors: false, retry: { limit: 0 } })
      .on('error', reject)
      .on('response', ({ statusCode }: { statusCode: number }) => {
        request.destroy();
        resolve(statusCode);
      });
  });
}

export async function main(url: string): Promise<number> {
  return statusOf(url);
}
