export const shorten = (value: string, max = 20): string => (value.length > max ? `${value.slice(0, max)}...` : value);
