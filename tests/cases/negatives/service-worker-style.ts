// clean: /ok /500 (respondWith takes the promise)
interface FetchEvent {
  request: string;
  respondWith(answer: Promise<Response>): void;
}

function onFetch(event: FetchEvent): void {
  event.respondWith(fetch(event.request));
}

export async function main(url: string): Promise<void> {
  const size = new Promise<number>((resolve, reject) => {
    onFetch({ request: url, respondWith: (answer) => void answer.then(async (r) => resolve((await r.text()).length)).catch(reject) });
  });
  console.log(await size);
}
