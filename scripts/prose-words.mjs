/** The words that the prose of the project does not use, and what it says instead. docs/writing.md lists them. */

/** Words that hide who acts. They are not used in comments of the source either. */
export const HIDING = ['somebody', 'nobody', 'anybody', 'everybody', 'whoever', 'he', 'him', 'his'];

/**
 * Each group of words with what to write instead.
 *
 * @type {readonly { readonly words: readonly string[], readonly instead: string }[]}
 */
export const UNCLEAR = [
  { words: [...HIDING, 'someone', 'everyone', 'anyone'], instead: 'the code, the tool or the person that acts' },
  { words: ['whatever', 'no matter'], instead: 'the values that count: "for every status"' },
  { words: ['answer', 'answers', 'answered'], instead: '"response", or "result"' },
  { words: ['behind', 'in front of'], instead: '"after" and "before", for order' },
  {
    words: ['in sight', 'out of sight', 'in reach', 'out of reach'],
    instead: '"visible", "in other code", "can be analysed"',
  },
  { words: ['hand out', 'hands out', 'handed out', 'handing out'], instead: '"return"' },
  {
    words: ['give up on', 'let go', 'lets go', 'flow away', 'come by', 'goes by', 'go by', 'hangs on'],
    instead: 'the plain verb: "close", "discard", "get", "depend on"',
  },
  { words: ['hear', 'hears', 'heard', 'speak', 'speaks'], instead: '"get", "notice", "say"' },
  { words: ['mend', 'mends', 'mended'], instead: '"repair", "fix"' },
  { words: ['stand-in', 'stand-ins'], instead: '"mock"' },
  { words: ['companion'], instead: '"run-time watcher"' },
  { words: ['at times'], instead: '"sometimes"' },
  { words: ['besides', 'moreover', 'furthermore'], instead: '"also", or a new sentence' },
  {
    words: ['hence', 'thus', 'thereby', 'whereby', 'wherein', 'whereas', 'whilst', 'amongst', 'upon', 'lest', 'shall'],
    instead: '"so", "by this", "while", "among", "on"',
  },
  { words: ['e.g.', 'i.e.', 'etc.', 'and the like'], instead: '"for example", "that is", or the whole list' },
  {
    words: ['simply', 'obviously', 'of course', 'easily', 'powerful', 'seamless', 'utilize', 'leverage'],
    instead: 'nothing, or the fact',
  },
];
