import { request } from 'undici';
import { ServiceError } from './errors.js';

const ALERTS = 'https://alerts.example.com';

/** Leaks: only the status is looked at. The garbage collector never helps with a body of `undici.request`. */
export async function hasAlerts(region: string): Promise<boolean> {
  const { statusCode } = await request(`${ALERTS}/${region}`);
  return statusCode === 200;
}

/** Clean: `dump()` reads a small body and cuts a large one off. */
export async function hasAlertsAndDumps(region: string): Promise<boolean> {
  const { statusCode, body } = await request(`${ALERTS}/${region}`);
  body.dump().catch(() => {});
  return statusCode === 200;
}

/** Leaks: the client error is thrown past the open body. */
export async function alerts(region: string): Promise<unknown> {
  const { statusCode, body } = await request(`${ALERTS}/${region}/all`);
  if (statusCode >= 400) throw new ServiceError('alerts', statusCode);
  return body.json();
}

/** Clean: the body is read on both paths. */
export async function alertsWithReason(region: string): Promise<unknown> {
  const { statusCode, body } = await request(`${ALERTS}/${region}/all`);
  if (statusCode >= 400) throw new Error(await body.text());
  return body.json();
}
