class Api {
  get = (source: string): Promise<Response> => fetch(source, { cache: 'no-store' });
}

export default new Api();
