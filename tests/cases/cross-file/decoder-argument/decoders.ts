export type Decoder<T> = (response: Response) => Promise<T>;

export const asText: Decoder<string> = (response) => response.text();

export const asJson = async <T>(response: Response): Promise<T> => {
  const value = (await response.json()) as T;
  if (!response.ok) throw new Error(`unexpected ${response.status}`);
  return value;
};
