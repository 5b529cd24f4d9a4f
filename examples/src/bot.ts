import { alerts, hasAlerts } from './alerts.js';
import { say } from './chat.js';
import { forecast } from './forecast.js';
import { radarImage } from './radar.js';
import { isOnline, reading } from './station.js';

const STATION = new URL('http://station.example.com/now');

/** One round of the bot: asks every service and posts what is worth knowing. */
export async function round(city: string, region: string): Promise<void> {
  const { celsius } = await forecast(city);
  say(`${city}: ${celsius} °C`);

  if (await hasAlerts(region)) say(JSON.stringify(await alerts(region)));

  isOnline(STATION, (online) => {
    if (!online) say('the station is offline');
  });
  say(`station: ${await reading(STATION)}`);
  say(`radar: ${(await radarImage()).byteLength} bytes`);
}
