import { request } from 'undici';

const { RATES_URL = 'https://rates.example.com/latest' } = process.env;
let rates = {};

/** Leaks: the source is down at times; then the old rates are kept, and the body of its answer stays open. */
export async function refreshRates() {
  const { statusCode, body } = await request(RATES_URL);
  if (statusCode === 503) return;
  rates = await body.json();
}

/** Clean: what is not wanted is discarded. */
export async function refreshRatesAndDiscard() {
  const { statusCode, body } = await request(RATES_URL);
  if (statusCode === 503) return void body.dump();
  rates = await body.json();
}

export function rateOf(currency) {
  return rates[currency] ?? 1;
}
