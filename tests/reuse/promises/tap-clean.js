// reuses when: never
export function main(url) {
  return fetch(url)
    .then(async (res) => {
      console.log('got', res.status);
      return res;
    })
    .then((res) => res.json())
    .then((data) => console.log(data.id));
}
