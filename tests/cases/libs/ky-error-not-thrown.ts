// clean: /json /500
import ky from 'ky';

export async function main(url: string): Promise<void> {
  try {
    const answer = await ky.get(url, { retry: 0, throwHttpErrors: false });
    console.log((await answer.text()).length);
  } catch {
    console.error('no answer');
  }
}
