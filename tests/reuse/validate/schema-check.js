// reuses when: /json (the check has read what it checks); clean on: /json-error /bad-json /text /404 /500 /502 /empty /flaky /204
const isItems = async (response) => {
  const value = await response.json().catch(() => null);
  return Array.isArray(value?.items);
};

export async function main(url) {
  const response = await fetch(url);
  if (await isItems(response)) {
    const { items } = await response.json(); // REUSE
    console.log(items.length);
  }
}
