// reuses when: never
// axios has read the body before it answers; data is a value.
import axios from 'axios';

export async function main(url) {
  const res = await axios.get(url, { validateStatus: () => true });
  console.log(res.data);
  console.log(JSON.stringify(res.data).length);
}
