const WEBHOOK = 'https://chat.example.com/hooks/weather';

function message(text: string): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ text }) };
}

/** Leaks: fired and forgotten, together with the answer. */
export function say(text: string): void {
  void fetch(WEBHOOK, message(text)).catch(console.error);
}

/** Clean: the call is still not awaited, but the response is cancelled. */
export function sayAndCancel(text: string): void {
  void fetch(WEBHOOK, message(text))
    .then((response) => response.body?.cancel())
    .catch(console.error);
}
