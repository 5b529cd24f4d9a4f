export { request as http } from './http.js';
export * as text from './text.js';
