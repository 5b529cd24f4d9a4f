// reuses when: never
export function main(url) {
  return fetch(url)
    .then((res) => {
      console.log('raw', res.status, res.headers.get('content-type'));
      return res;
    })
    .then((res) => res.text())
    .then((data) => console.log(data.length));
}
