// leaks when: /500 (an event target tells it at once); clean on: /json
export async function main(url: string): Promise<string> {
  const target = new EventTarget();
  const res = await fetch(url); // LEAK
  queueMicrotask(() => target.dispatchEvent(new Event('ready')));
  if (!res.ok) {
    let heard = '';
    target.addEventListener('ready', () => (heard = 'go'), { once: true });
    await new Promise((resolve) => setTimeout(resolve, 20));
    return `refused ${heard}`;
  }
  return (await res.text()).slice(0, 2);
}
