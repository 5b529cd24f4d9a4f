// reuses when: never
const itemsOf = async (response) => {
  const value = await response.json().catch(() => null);
  return Array.isArray(value?.items) ? value.items : null;
};

export async function main(url) {
  const response = await fetch(url);
  const items = await itemsOf(response);
  if (items) console.log(items.length);
}
