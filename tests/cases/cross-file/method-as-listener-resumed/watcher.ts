import http from 'node:http';

export class Watcher {
  readonly seen: (number | undefined)[] = [];

  watch(url: string, done: () => void): void {
    http.get(url, this.onResponse.bind(this)).on('close', done);
  }

  onResponse(response: http.IncomingMessage): void {
    this.seen.push(response.statusCode);
    response.resume();
  }
}
