// reuses when: never
const checkStatus = (res) => {
  if (res.ok) return res;
  return res.text().then((text) => {
    throw new Error(text);
  });
};

export function main(url) {
  return fetch(url)
    .then(checkStatus)
    .then((res) => res.text())
    .then((data) => console.log(data));
}
