import { ServiceError } from './errors.js';

const API = 'https://api.example.com/forecast';

export interface Forecast {
  city: string;
  celsius: number;
}

/** Leaks: whenever the service fails, its error page stays unread and the connection stays taken. */
export async function forecast(city: string): Promise<Forecast> {
  const response = await fetch(`${API}?city=${encodeURIComponent(city)}`);
  if (!response.ok) {
    throw new ServiceError('forecast', response.status);
  }
  return (await response.json()) as Forecast;
}

/** Clean: the failing path gives the body up before it throws. */
export async function forecastOrCancel(city: string): Promise<Forecast> {
  const response = await fetch(`${API}?city=${encodeURIComponent(city)}`);
  if (!response.ok) {
    await response.body?.cancel();
    throw new ServiceError('forecast', response.status);
  }
  return (await response.json()) as Forecast;
}

/** Leaks: with a 404 the function returns before it reads. */
export async function forecastIfKnown(city: string): Promise<Forecast | undefined> {
  const response = await fetch(`${API}?city=${encodeURIComponent(city)}`);
  switch (response.status) {
    case 200:
      return (await response.json()) as Forecast;
    case 404:
      return undefined;
    default:
      throw new ServiceError('forecast', response.status);
  }
}

/** Clean: the body is read first and judged afterwards. */
export async function forecastText(city: string): Promise<string> {
  const response = await fetch(`${API}?city=${encodeURIComponent(city)}`);
  const text = await response.text();
  if (!response.ok) throw new ServiceError('forecast', response.status);
  return text;
}
