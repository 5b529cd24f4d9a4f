// leaks when: /500 (comments in every gap); clean on: /json
export async function main(/* a */ url: /* b */ string /* c */): Promise<string> {
  /* d */ const /* e */ res /* f */ = /* g */ await /* h */ fetch(/* i */ url /* j */) /* k */; // LEAK
  /* l */ if /* m */ (/* n */ !res.ok /* o */) /* p */ return /* q */ 'bad' /* r */; /* s */ // t
  // u
  else /* v */ {
    /* w */
  } // x
  return /* y */ (await res.text()).slice(0, 5); // z
}
