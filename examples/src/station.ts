import http from 'node:http';

/** Leaks: a response without a reader holds its socket forever, even an empty one. */
export function isOnline(station: URL, report: (online: boolean) => void): void {
  http.get(station, (response) => {
    report(response.statusCode === 200);
  });
}

/** Clean: `resume()` throws the body away and gives the socket back. */
export function isOnlineAndResumes(station: URL, report: (online: boolean) => void): void {
  http.get(station, (response) => {
    response.resume();
    report(response.statusCode === 200);
  });
}

/** Leaks: the promise is rejected and the response is forgotten. */
export function reading(station: URL): Promise<string> {
  return new Promise((resolve, reject) => {
    http
      .get(station, (response) => {
        if (response.statusCode !== 200) {
          reject(new Error(`station answered ${response.statusCode}`));
          return;
        }
        response.setEncoding('utf8');
        let text = '';
        response.on('data', (chunk: string) => (text += chunk));
        response.on('end', () => resolve(text));
      })
      .on('error', reject);
  });
}
