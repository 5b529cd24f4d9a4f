/** What the playground offers, read when the site is built: the rules, and the examples on their pages. */
import plugin from '../../src/index.js';
import { examplesOf, type Example } from '../examples.js';

export interface OfferedRule {
  readonly name: string;
  readonly isRecommended: boolean;
  readonly examples: readonly Pick<Example, 'title' | 'isReported' | 'hash'>[];
}

export declare const data: readonly OfferedRule[];

export default {
  watch: ['../../docs/rules/*.md'],
  load: (): OfferedRule[] =>
    Object.entries(plugin.rules).map(([name, { meta }]) => ({
      name,
      isRecommended: meta?.docs?.recommended === true,
      examples: examplesOf(name).map(({ title, isReported, hash }) => ({ title, isReported, hash })),
    })),
};
