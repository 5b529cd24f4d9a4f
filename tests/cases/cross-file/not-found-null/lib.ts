export * from './errors.js';
export * from './http-client.js';
