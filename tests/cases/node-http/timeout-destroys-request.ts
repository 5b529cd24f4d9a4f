// clean: /late /small
import http from 'node:http';

function load(url: string, ms: number, callback: (error: Error | null, text?: string) => void): void {
  let isOver = false;
  const finish = (error: Error | null, text?: string): void => {
    if (isOver) return;
    isOver = true;
    clearTimeout(timer);
    callback(error, text);
  };
  const request = http.get(url, (res) => {
    if (isOver) return;
    let text = '';
    res.on('data', (chunk) => (text += chunk));
    res.on('end', () => finish(null, text.slice(0, 3)));
  });
  const timer = setTimeout(() => {
    finish(new Error('too late'));
    request.destroy();
  }, ms);
  request.on('error', finish);
}

export function main(url: string): Promise<string> {
  return new Promise((resolve) => {
    load(url, url.endsWith('late') ? 60 : 5_000, (error, text) => {
      if (error) setTimeout(() => resolve(error.message), 700);
      else resolve(text ?? '');
    });
  });
}
