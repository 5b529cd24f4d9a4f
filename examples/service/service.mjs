/**
 * A shop that shows prices in the customer's currency. The exchange rates are fetched anew every hour.
 *
 *   node --import eslint-plugin-http-leak/verify/register service.mjs
 */
import { snapshot } from 'eslint-plugin-http-leak/verify';
import { createServer } from 'node:http';
import { rateOf, refreshRates } from './rates.mjs';

const HOUR = 3_600_000;
const { PORT = '8080', REFRESH_EVERY = String(HOUR) } = process.env;

setInterval(() => refreshRates().catch((error) => console.error(`rates: ${error.message}`)), Number(REFRESH_EVERY));

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  if (pathname === '/metrics') response.end(metrics());
  else response.end(`${(Number(searchParams.get('euro')) * rateOf(searchParams.get('currency'))).toFixed(2)}\n`);
});
server.listen(Number(PORT), () => console.log(`listening on ${server.address().port}`));

/** In the text format of Prometheus. */
function metrics() {
  const { bodies, waiting, agents } = snapshot();
  return `http_open_responses ${bodies}\nhttp_waiting_requests ${waiting}\nhttp_agents ${agents}\n`;
}
