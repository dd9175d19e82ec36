import { headOf } from './people.ts';
import type { Gender } from './people.ts';
import type { Noun } from './phrases.ts';

/** Who and what was named so far, so that `she`, `the keeper` and `his boat` mean the same in every sentence. */
export class Memory {
  #nouns: Noun[] = [];

  /** The noun that was meant before by these words, with what is said of it now; else this one, from now on. */
  recall(noun: Noun, definite: boolean): Noun {
    const known = this.#nouns.findLast(
      (one) =>
        (one.what === noun.what && one.name === noun.name) ||
        (noun.name !== null && one.name === noun.name) ||
        (definite && headOf(one.what) === noun.what && one.kind === noun.kind),
    );
    if (known === undefined || (known.count !== noun.count && !definite)) {
      this.#nouns.push(noun);
      return noun;
    }
    known.attributes.push(...noun.attributes.filter((one) => !known.attributes.includes(one)));
    this.#nouns = [...this.#nouns.filter((one) => one !== known), known];
    return known;
  }

  /** Whom a pronoun means, or null; a person of no known gender takes on the pronoun's. */
  meant(pronoun: string): Noun | null {
    const gender: Gender | null = /^(?:she|her|herself|hers|she's)$/.test(pronoun)
      ? 'female'
      : /^(?:he|him|himself|his|he's)$/.test(pronoun)
        ? 'male'
        : null;
    if (gender !== null) {
      const one =
        this.#nouns.findLast((noun) => noun.kind === 'person' && noun.gender === gender) ??
        this.#nouns.findLast((noun) => noun.kind === 'person' && noun.gender === null && noun.count === 1) ??
        this.#nouns.findLast((noun) => noun.proper && noun.kind === 'thing') ??
        this.#nouns.findLast((noun) => noun.kind === 'animal');
      if (one === undefined) return this.#somebody(gender);
      if (one.kind === 'thing') this.animate(one, true);
      if (one.kind === 'person' && one.gender === null) {
        one.gender = gender;
        if (one.what === 'person') one.what = gender === 'female' ? 'woman' : 'man';
      }
      return one;
    }
    if (/^(?:they|them|themselves|we|us|they're|both)$/.test(pronoun))
      return (
        this.#nouns.findLast((noun) => noun.kind !== 'thing' && noun.count > 1) ??
        this.#nouns.findLast((noun) => noun.kind !== 'thing') ??
        null
      );
    if (/^(?:it|itself|it's)$/.test(pronoun))
      return (
        this.#nouns.findLast((noun) => noun.kind === 'animal') ??
        this.#nouns.find((noun) => noun.kind === 'thing' && !noun.proper) ??
        null
      );
    return null;
  }

  /** `She walks home.`: nobody was named, but somebody is there. */
  #somebody(gender: Gender): Noun {
    const what = gender === 'female' ? 'woman' : 'man';
    return this.recall(
      { text: what, what, attributes: [], count: 1, kind: 'person', proper: false, name: null, gender, certain: true },
      true,
    );
  }

  /** `a fox called Mia`. */
  christen(noun: Noun, name: Noun): void {
    noun.name = name.name;
    noun.gender ??= name.gender;
    if (noun.kind === 'person' && noun.what === 'person' && name.gender !== null) noun.what = name.what;
  }

  /** `Mia the fox`: one and the same, known by both. */
  marry(name: Noun, who: Noun, list: Noun[]): Noun {
    const one = name;
    Object.assign(one, {
      what: who.what, kind: who.kind, text: `${name.name ?? name.text}, ${who.text}`, attributes: [...name.attributes, ...who.attributes],
      gender: name.gender ?? who.gender, count: 1,
    }); // prettier-ignore
    this.#nouns = this.#nouns.filter((noun) => noun !== who);
    if (!list.includes(one)) list.push(one);
    return one;
  }

  /** A name that acts like somebody is somebody. */
  animate(noun: Noun, acts: boolean): void {
    if (!acts || noun.name === null) return;
    Object.assign(noun, {
      what: noun.gender === 'female' ? 'woman' : noun.gender === 'male' ? 'man' : 'person',
      kind: 'person',
    });
  }

  replace(before: Noun, after: Noun): Noun {
    this.#nouns = [...this.#nouns.filter((noun) => noun !== before), after];
    return after;
  }
}
