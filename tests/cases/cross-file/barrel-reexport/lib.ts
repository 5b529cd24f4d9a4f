export * from './http.js';
export { send as sendRequest } from './http.js';
